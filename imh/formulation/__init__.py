"""The written formulation: the draft, the clinician's part in it, and the documents.

``draft(case, assessment)`` writes, ``merge(draft, edited)`` lays the clinician's changes over it,
``sign`` locks it, ``to_docx``, ``to_pdf``, ``to_markdown`` and ``to_plain_text`` print it.
``family_version`` writes the other document, for the family.
"""

from imh.formulation.document import Document, Flag, Formulation, Section, Sentence
from imh.formulation.draft import draft
from imh.formulation.edited import Added, Edited, Override, Replaced
from imh.formulation.family import (
    Choice,
    before_handing_over,
    family_choices,
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
from imh.formulation.signing import (
    Addendum,
    Signed,
    Tampered,
    add,
    check,
    sign,
    signed_document,
)

__all__ = [
    "Added",
    "Addendum",
    "Choice",
    "Document",
    "Edited",
    "Flag",
    "Formulation",
    "Override",
    "Replaced",
    "Section",
    "Sentence",
    "Signed",
    "Tampered",
    "add",
    "before_handing_over",
    "check",
    "draft",
    "family_choices",
    "family_map_case",
    "family_version",
    "merge",
    "no_strength_said",
    "sign",
    "signed_document",
    "to_docx",
    "to_markdown",
    "to_pdf",
    "to_plain_text",
    "without_a_strength",
]
