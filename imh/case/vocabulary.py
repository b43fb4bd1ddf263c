"""The words a case is coded in.

Every closed field is a ``Literal`` of short codes. Wherever a family can be asked, four
states of knowledge stay apart:

* a value,
* ``none``: asked, and there is none,
* ``unknown``: not asked yet, so it may become a question,
* ``declined``: asked, and the family chose not to say; never asked again, never evidence.

What a code means to a clinician, with one example each, stands in ``docs/codebook.md``; the
words shown on screen stand in ``labels.yaml`` beside this file.
"""

from typing import Final, Literal

Unsaid = Literal["unknown", "declined"]
UNSAID: Final = ("unknown", "declined")

Amount = Literal["none", "some", "much", "unknown", "declined"]
YesNo = Literal["yes", "none", "unknown", "declined"]

# People

Role = Literal[
    "child",
    "birth_parent",
    "adoptive_parent",
    "foster_parent",
    "step_parent",
    "parent",
    "gestational_carrier",
    "grandparent",
    "great_grandparent",
    "sibling",
    "half_sibling",
    "step_sibling",
    "foster_sibling",
    "twin",
    "aunt_uncle",
    "cousin",
    "godparent",
    "parents_partner",
    "friend",
    "neighbour",
    "teacher",
    "elder",
    "clergy",
    "professional",
    "clinician",
    "team",
    "other",
    "unknown",
]
Gender = Literal["female", "male", "diverse", "unknown", "declined"]
Life = Literal["alive", "died", "pregnancy", "pregnancy_loss", "unknown", "declined"]
Caregiver = Literal["primary", "shared", "occasional", "none", "unknown", "declined"]

LoadKind = Literal[
    "mood",
    "health",
    "substance_use",
    "disability",
    "grief",
    "trauma_history",
    "early_losses",
    "mixed_feelings",
    "care_for_others",
    "other",
]
LoadState = Literal["none", "past", "current", "in_treatment", "unknown", "declined"]
ResourceKind = Literal[
    "loving_figure",
    "own_treatment",
    "learning",
    "recovery",
    "skill",
    "faith",
    "humour",
    "reflection",
    "rest",
    "other",
]

SupportFit = Literal["enough", "thin", "none", "unknown", "declined"]
OutsideHelp = Literal["none", "few", "enough", "unknown", "declined"]

# Settings and influences

SettingKind = Literal[
    "childcare",
    "school",
    "health_care",
    "hospital",
    "intensive_care",
    "early_intervention",
    "home_visiting",
    "mental_health_care",
    "substance_use_care",
    "child_protection",
    "court",
    "immigration",
    "police",
    "faith_community",
    "cultural_community",
    "neighbourhood",
    "peer_group",
    "work",
    "income",
    "food",
    "housing",
    "transport",
    "military",
    "media",
    "family_support",
    "other",
]
SettingStatus = Literal[
    "in_place", "working", "ordered", "waiting", "ended", "refused", "none", "unknown", "declined"
]
Stability = Literal["steady", "changing", "unknown", "declined"]
InfluenceKind = Literal[
    "language",
    "faith",
    "parenting_idea",
    "migration_story",
    "discrimination",
    "historical_trauma",
    "policy",
    "economy",
    "place",
    "celebration",
    "value",
    "other",
]

# Ties

TieKind = Literal[
    "parent_of",
    "adoptive_parent_of",
    "foster_parent_of",
    "step_parent_of",
    "sibling_of",
    "twin_of",
    "partner_of",
    "separated_from",
    "divorced_from",
    "kin",
    "caregiving",
    "friendship",
    "neighbour",
    "service",
    "membership",
    "works_with",
    "belief",
    "other",
    "unknown",
]
Quality = Literal[
    "warm",
    "ordinary",
    "tenuous",
    "strained",
    "conflicted",
    "cut_off",
    "mixed",
    "none",
    "unknown",
    "declined",
]
SupportKind = Literal["practical", "emotional", "information", "money"]
Contact = Literal[
    "lives_with", "daily", "weekly", "monthly", "rarely", "remote", "none", "unknown", "declined"
]
Topic = Literal[
    "child",
    "care_of_child",
    "values",
    "language",
    "money",
    "trust",
    "left_out",
    "power",
    "other",
]

# Events

EventKind = Literal[
    "birth",
    "loss",
    "separation",
    "reunion",
    "placement_change",
    "move",
    "eviction",
    "migration",
    "detention",
    "arrest",
    "incarceration",
    "deployment",
    "violence",
    "neglect",
    "hospital_stay",
    "medical_procedure",
    "diagnosis",
    "accident",
    "disaster",
    "prenatal_exposure",
    "childcare_change",
    "expulsion",
    "job_change",
    "new_sibling",
    "new_partner",
    "couple_separation",
    "caregiver_crisis",
    "discrimination",
    "treatment_start",
    "recovery_step",
    "celebration",
    "ritual",
    "help_arrived",
    "other",
]
Exposure = Literal["none", "nearby", "saw", "suffered", "unknown", "declined"]

# Observations

PairAspect = Literal[
    "soothing", "signals", "delight", "play", "structure", "repair", "comfort_seeking"
]
PairRating = Literal["strength", "no_concern", "concern", "not_observed", "declined"]
Domain = Literal[
    "regulation",
    "sleep",
    "feeding",
    "growth",
    "language",
    "hearing",
    "vision",
    "motor",
    "social_emotional",
    "play",
    "health",
]
DomainRating = Literal["on_track", "watch", "concern", "unknown", "declined"]
DailyAspect = Literal["routines", "play", "talk_and_song", "rituals", "holding", "outdoors"]
ScreeningReading = Literal["no_concern", "watch", "concern", "unknown", "declined"]

# Reflection

ReflectionKind = Literal[
    "reaction",
    "power",
    "bias",
    "split",
    "supervision",
    "dual_role",
    "own_story",
    "not_knowing",
    "shared_reflection",
]
Reaction = Literal[
    "warmth",
    "worry",
    "irritation",
    "sadness",
    "hopelessness",
    "helplessness",
    "pull_to_rescue",
    "avoidance",
    "over_identification",
    "admiration",
    "anger",
    "shame",
    "curiosity",
    "joy",
    "other",
]
SupervisionState = Literal["used", "available", "none", "unknown", "declined"]

# Basis, safety, agreements

BasisKind = Literal["observed", "told", "record", "assumed", "unknown"]
SafetyKind = Literal[
    "violence_or_threat",
    "caregiver_suicidal_thoughts",
    "thoughts_of_harming_child",
    "suspected_abuse",
    "suspected_neglect",
    "injury",
    "acute_illness",
    "growth_failure",
    "substance_withdrawal",
    "no_caregiver_tonight",
    "other",
]
SafetyState = Literal["current", "past", "none", "unknown", "declined"]
Agreed = Literal["agreed", "not_agreed", "unknown", "declined"]
HypothesisState = Literal["working", "supported", "set_aside"]
GoalState = Literal["open", "doing", "done", "dropped"]
QuestionState = Literal["open", "answered", "not_to_ask"]

NURTURING_TIES: Final = frozenset({"warm"})
HARD_QUALITIES: Final = frozenset({"strained", "conflicted", "cut_off", "mixed"})
PARENT_TIES: Final = frozenset(
    {"parent_of", "adoptive_parent_of", "foster_parent_of", "step_parent_of"}
)
COUPLE_TIES: Final = frozenset({"partner_of", "separated_from", "divorced_from"})
KIN_TIES: Final = PARENT_TIES | COUPLE_TIES | {"sibling_of", "twin_of", "kin"}
PROFESSIONAL_ROLES: Final = frozenset({"professional", "clinician", "team"})
