"""A prompt, as both what to watch next and reflection give them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Prompt:
    """A prompt for judgement: what it says, what in the case brought it, and on which entries."""

    text: str
    because: str
    refs: tuple[str, ...]
    references: tuple[str, ...] = ()
