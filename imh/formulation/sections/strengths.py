"""Section 8: strengths to build on, in the family's own words."""

from __future__ import annotations

from collections.abc import Iterator

from imh.case.care_plan import Strength
from imh.formulation.document import Sentence
from imh.formulation.language import ended, quoted
from imh.formulation.material import Material
from imh.formulation.sources import known_by
from imh.formulation.wording import wording
from imh.principles.sentences import joined, name_of

WORDS = wording("care_plan")


def sentences(material: Material) -> Iterator[Sentence]:
    """What people said, with who said it."""
    for strength in material.case.strengths:
        basis = _said_by(material, strength)
        text = ended(quoted(strength.words), basis)
        key = f"strengths/{strength.id}"
        yield Sentence(key=key, text=text, refs=(strength.id,), basis=basis)
    if not material.case.strengths:
        yield Sentence(key="strengths/none", text=WORDS.say("no_strengths"), prompt=True)


def _said_by(material: Material, strength: Strength) -> str:
    """The name of who said it, which is all the basis that a quotation needs."""
    case = material.case
    words = known_by(case, [strength.basis])
    if strength.by is None:
        return words
    who = name_of(case, strength.by)
    others = [by for by in strength.basis.by if by != strength.by and by in case.symbols]
    if others:
        who += WORDS.word("parts", "told_by").format(
            who=joined(name_of(case, other) for other in others)
        )
    if strength.basis.interpreter:
        who += WORDS.word("parts", "interpreter")
    if strength.basis.in_confidence:
        who += WORDS.word("parts", "in_confidence")
    return who
