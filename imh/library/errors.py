"""What the library says when it does not do what it was asked, in one plain sentence each."""


class LibraryError(ValueError):
    """Something that could not be kept, found or opened. Holds no text of any case."""


class Refused(LibraryError):
    """Something that this person may not do with this case. It was recorded."""
