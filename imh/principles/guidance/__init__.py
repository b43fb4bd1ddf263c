"""Guidance for judgement: the age lens, what to watch next, and prompts for reflection.

Nothing here scores, forecasts or diagnoses.
"""

from imh.principles.guidance.age_lens import Lens, age_for_guidance, age_lens
from imh.principles.guidance.prompt import Prompt
from imh.principles.guidance.reflection import (
    clinicians_triangles,
    reflection_prompts,
    triangle_sentence,
)
from imh.principles.guidance.texts import (
    GUIDANCE,
    PATTERNS,
    PERIODS,
    Band,
    Guidance,
    GuidanceLine,
    Watch,
    guidance,
)
from imh.principles.guidance.watch_next import FEWEST, MOST, watch_next

__all__ = [
    "FEWEST",
    "GUIDANCE",
    "MOST",
    "PATTERNS",
    "PERIODS",
    "Band",
    "Guidance",
    "GuidanceLine",
    "Lens",
    "Prompt",
    "Watch",
    "age_for_guidance",
    "age_lens",
    "clinicians_triangles",
    "guidance",
    "reflection_prompts",
    "triangle_sentence",
    "watch_next",
]
