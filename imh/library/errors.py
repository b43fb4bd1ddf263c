"""What the library says when it does not do what it was asked, in one plain sentence each."""


class LibraryError(ValueError):
    """Something that could not be kept, found or opened. Holds no text of any case."""


class NotWritable(LibraryError):
    """A library that lies where nothing can be written, such as a read-only disk or folder."""


class Closed(LibraryError):
    """Something that was asked after the way in was over. Nothing was read or saved."""


class Refused(LibraryError):
    """Something that this person may not do with this case. It was recorded."""


class OpensNothing(Refused):
    """A code that lets nobody in here. Its answer is to ``wait`` for so many seconds."""

    def __init__(self, words: str, wait: float) -> None:
        super().__init__(words)
        self.wait = wait
