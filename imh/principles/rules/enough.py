"""One question with two sides: whether there is enough help. Blank says nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from imh.principles.evidence import RuleResult, Slots
from imh.principles.rules.results import found, gap, no_evidence

ENOUGH: Final = {"enough": 0.8}
"""How much a family's word that there is enough help counts."""


@dataclass(frozen=True)
class EnoughHelp:
    """A question whether help is enough, and the two indicators that hear the answer.

    ``too_little`` says how much each answer counts that names a lack; ``likely`` are the answers
    between which a question is thought to decide.
    """

    lack: str
    lack_kind: str
    too_little: Mapping[str, float]
    plenty: str
    plenty_kind: str
    likely: tuple[str, ...]

    def results(
        self, answer: str, fact: str, about: str, field: str, slots: Slots
    ) -> Iterator[RuleResult]:
        """What an answer about a person or a home (``about``) says, on both sides."""
        refs = [f"{about}.{field}"]
        if answer in self.too_little:
            strength = self.too_little[answer]
            yield found(
                self.lack, fact, self.lack_kind, strength, refs, answer, absent=True, slots=slots
            )
        elif answer in ENOUGH:
            yield found(self.plenty, fact, self.plenty_kind, ENOUGH[answer], refs, slots=slots)
            yield no_evidence(self.lack, fact)
        else:
            for indicator, kind, scale in (
                (self.lack, self.lack_kind, self.too_little),
                (self.plenty, self.plenty_kind, ENOUGH),
            ):
                answers = {word: scale.get(word, 0.0) for word in self.likely}
                declined = answer == "declined"
                yield gap(indicator, fact, kind, answers, (about,), declined=declined, slots=slots)
