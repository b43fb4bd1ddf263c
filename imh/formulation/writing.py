"""From a case to the bytes of a file, with a draft nobody has edited: for the command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from imh.case.case import Case
from imh.drawing import draw
from imh.formulation.document import Document
from imh.formulation.draft import draft
from imh.formulation.family import (
    before_handing_over,
    family_map_case,
    family_version,
    no_strength_said,
    without_a_strength,
)
from imh.formulation.merge import merge
from imh.formulation.outputs.docx import to_docx
from imh.formulation.outputs.markdown import to_markdown
from imh.formulation.outputs.pdf import to_pdf
from imh.formulation.outputs.plain import to_plain_text
from imh.formulation.wording import wording
from imh.principles.assess import assess

OUTPUTS: Final[dict[str, Callable[[Document], bytes]]] = {
    ".docx": to_docx,
    ".pdf": to_pdf,
    ".md": lambda document: to_markdown(document).encode(),
    ".txt": lambda document: to_plain_text(document).encode(),
}
ENDINGS: Final = tuple(OUTPUTS)


def written(
    case: Case, *, family: bool = False, deidentified: bool = False, with_reflection: bool = False
) -> tuple[Callable[[str], bytes], tuple[str, ...]]:
    """What writes the document as a file of an ending, and what to know before giving it away."""
    if family:
        formulation = family_version(case)
        picture = draw(family_map_case(case), theme="light")
        missing = no_strength_said(case, without_a_strength(case))
        warnings = (*before_handing_over(case), *filter(None, (missing,)))
    else:
        formulation = draft(case, assess(case), with_reflection=with_reflection)
        picture, warnings = draw(case, theme="light"), ()
    if deidentified:
        marks = [wording("document").say("deidentified"), formulation.subtitle]
        formulation = formulation.model_copy(update={"subtitle": " ".join(filter(None, marks))})
    document = merge(formulation, picture=picture)
    # What is still to be written, or to be judged, is said to the clinician and not handed on.
    warnings += tuple(each.text for each in document.sentences() if each.prompt)
    document = document.without_prompts()
    return lambda ending: OUTPUTS[ending](document), warnings
