"""What is not understood on a line, and what would help."""

from collections.abc import Callable
from functools import cached_property


def _nothing() -> None:
    """Return no word: none was meant."""


class ParseError(Exception):
    """Something on a line that is not understood: what was found and what would help.

    ``near`` finds the word that may have been meant instead of ``word``. It is asked only when
    somebody wants to know: most of what is misread is one way of many of reading a line.
    ``also`` is a further way out, whether a word is near or not.
    """

    def __init__(
        self,
        found: str,
        expected: str,
        word: str = "",
        near: Callable[[], str | None] = _nothing,
        also: str = "",
    ) -> None:
        super().__init__(found, expected)
        self.found = found
        self._otherwise = expected
        self._word = word
        self._near = near
        self._also = also

    def __str__(self) -> str:
        return f"{self.found}; {self.expected}"

    @cached_property
    def meant(self) -> str:
        """Return the word that may have been meant, "" when there is none."""
        return self._near() or ""

    @property
    def mistyped(self) -> str:
        """Return the word on the line in whose place :attr:`meant` would stand."""
        return self._word if self.meant else ""

    @property
    def expected(self) -> str:
        """Return what would help."""
        return (f"did you mean '{self.meant}'?" if self.meant else self._otherwise) + self._also


class NumberRange(ParseError):
    """Two numbers where one belongs: "3-5", "10 or 11"."""

    def __init__(self, text: str) -> None:
        super().__init__(f"'{text}' is more than one number", "write one, or a note with both")
        self.text = text
