"""The draft: twelve sections from a case and its assessment, sentence by sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from imh import __version__
from imh.case.case import Case
from imh.drawing import description_of
from imh.formulation.closing import closing
from imh.formulation.document import Formulation, Layout, Section, Sentence
from imh.formulation.language import children
from imh.formulation.material import Material
from imh.formulation.opening import notices
from imh.formulation.sections import (
    child,
    context,
    hypotheses,
    next_steps,
    principles,
    reflection,
    relationships,
    story,
    strengths,
    unknown,
    why_now,
)
from imh.formulation.sections import map as map_section
from imh.formulation.wording import wording
from imh.principles.evidence import Assessment

WORDS = wording("document")

Write = Callable[[Material], Iterator[Sentence]]
SECTIONS: Final[dict[str, tuple[Layout, Write]]] = {
    "why_now": ("text", why_now.sentences),
    "child": ("text", child.sentences),
    "map": ("text", map_section.sentences),
    "relationships": ("text", relationships.sentences),
    "context": ("text", context.sentences),
    "story": ("text", story.sentences),
    "principles": ("text", principles.sentences),
    "strengths": ("text", strengths.sentences),
    "unknown": ("list", unknown.sentences),
    "hypotheses": ("text", hypotheses.sentences),
    "next_steps": ("list", next_steps.sentences),
    "reflection": ("text", reflection.sentences),
}
"""The twelve sections in their order, each with its layout and what writes it."""


def draft(case: Case, assessment: Assessment, *, with_reflection: bool = False) -> Formulation:
    """Write the formulation of a case.

    Reflection is the team's own: it is left out, in section 12 and as evidence, unless
    ``with_reflection``; and even then only what its author shared is written out.
    """
    material = Material(case, assessment, with_reflection)
    sections = []
    for key, (layout, write) in SECTIONS.items():
        if key == "reflection" and not with_reflection:
            continue
        said = tuple(write(material))
        if said:
            heading = WORDS.word("headings", key).format(children=children(case))
            sections.append(Section(key=key, heading=heading, layout=layout, sentences=said))
    return Formulation(
        title=WORDS.say("title", children=children(case)),
        subtitle=WORDS.say("fictional") if case.fictional else "",
        notices=tuple(notices(case, assessment.safety_flags)),
        sections=tuple(sections),
        closing=tuple(closing(material)),
        map_text=" ".join(description_of(case).reading),
        footer=WORDS.say("footer", version=__version__, knowledge=assessment.knowledge_version),
    )
