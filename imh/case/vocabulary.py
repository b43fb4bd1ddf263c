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

# Groups of codes, each under the name of what its members share. Where two groups nearly agree,
# one is made from the other, and what is said below each tells why they differ.

OPEN_CODES: Final = frozenset({"other", "unknown"})
"""Codes that name no kind, in whatever vocabulary."""
SOME_OR_MUCH: Final = frozenset({"some", "much"})
"""Amounts that are there: of help, strain, burden or nurture."""

PARENT_ROLES: Final = frozenset(
    {"birth_parent", "adoptive_parent", "foster_parent", "step_parent", "parent"}
)
PARENTS_BY_BARE_WORD: Final = PARENT_ROLES - {"foster_parent", "step_parent"}
"""Whom "his mother" or "her parents" means while nobody says foster or step."""
FULL_SIBLING_ROLES: Final = frozenset({"sibling", "twin"})
SIBLING_ROLES: Final = FULL_SIBLING_ROLES | {"half_sibling", "step_sibling", "foster_sibling"}
CHILD_ROLES: Final = SIBLING_ROLES | {"child"}
CLINICIAN_ROLES: Final = frozenset({"clinician", "team"})
"""Those who write the case."""
PROFESSIONAL_ROLES: Final = CLINICIAN_ROLES | {"professional"}
STAFF_ROLES: Final = PROFESSIONAL_ROLES | {"teacher"}
"""With those who are near the child every day, and still come from a service."""
COMMUNITY_ROLES: Final = STAFF_ROLES | {"clergy"}
"""With whoever stands for a community: people who are drawn among the places."""
ROLES_WITHOUT_A_WORD: Final = OPEN_CODES | {"child"}
"""Roles that do not tell what somebody is to the index child."""

FEMALE_OR_MALE: Final = frozenset({"female", "male"})
"""Genders that have words and a shape of their own; others are never guessed."""
DAILY_CARE: Final = frozenset({"primary", "shared"})
"""The parts of those for whom caring for the child is a task."""
ANY_CARE: Final = DAILY_CARE | {"occasional"}
NOT_LIVING: Final = frozenset({"died", "pregnancy_loss"})
NOT_BORN: Final = frozenset({"pregnancy", "pregnancy_loss"})

PARENT_TIES: Final = frozenset(
    {"parent_of", "adoptive_parent_of", "foster_parent_of", "step_parent_of"}
)
SIBLING_TIES: Final = frozenset({"sibling_of", "twin_of"})
COUPLE_TIES: Final = frozenset({"partner_of", "separated_from", "divorced_from"})
KIN_TIES: Final = PARENT_TIES | COUPLE_TIES | SIBLING_TIES | {"kin"}

NURTURING_QUALITIES: Final = frozenset({"warm"})
WARM_OR_PARTLY_WARM: Final = frozenset({"warm", "mixed"})
GOOD_QUALITIES: Final = frozenset({"warm", "ordinary"})
ONLY_HARD_QUALITIES: Final = frozenset({"strained", "conflicted", "cut_off"})
"""Nothing good is said of these: they count as a sign against, and turn somebody away."""
HARD_QUALITIES: Final = ONLY_HARD_QUALITIES | {"mixed"}
"""Something is hard; a mixed tie is warm as well, so it is strain, and no sign against."""
KNOWN_QUALITIES: Final = GOOD_QUALITIES | HARD_QUALITIES | {"tenuous"}
"""How two get on, as far as somebody said; "none" says that nothing is between them."""
STILL_IN_TOUCH: Final = KNOWN_QUALITIES - {"cut_off"}
HARDEST_FIRST: Final = (
    "conflicted",
    "cut_off",
    "strained",
    "mixed",
    "tenuous",
    "none",
    "ordinary",
    "warm",
)
"""Which of several qualities noted between two is taken for all of it: the first of these."""

SEPARATIONS: Final = frozenset({"separation", "detention", "incarceration", "deployment"})
"""Events that keep a child from a caregiver who lives, where one is named as away."""
EVENTS_AWAY_FROM_SOMEBODY: Final = frozenset({"separation", "loss", "placement_change"})
"""Events whose own word asks from whom: "separation from Ana", but not "detention from Ana"."""
APART_OR_LOST: Final = SEPARATIONS | EVENTS_AWAY_FROM_SOMEBODY
"""Events in which the child loses somebody or is apart from them."""

AUTHORITIES: Final = frozenset({"court", "police", "immigration"})
CONTROLLING_SERVICES: Final = AUTHORITIES | {"child_protection"}
"""They decide over a family, so they help only where somebody named the help they give."""
SERVICES: Final = CONTROLLING_SERVICES | {
    "childcare",
    "school",
    "health_care",
    "hospital",
    "intensive_care",
    "early_intervention",
    "home_visiting",
    "mental_health_care",
    "substance_use_care",
    "family_support",
}
COMMUNITIES: Final = frozenset(
    {"faith_community", "cultural_community", "neighbourhood", "peer_group"}
)
MATERIAL_NEEDS: Final = frozenset({"housing", "income", "food", "transport"})
AWAITED: Final = frozenset({"ordered", "waiting"})
NOT_IN_PLACE: Final = AWAITED | {"ended", "refused", "none"}
"""Statuses of a setting that cannot help, strain or talk to anybody today."""

WORRYING_RATINGS: Final = frozenset({"watch", "concern"})
NOT_RATED: Final = frozenset({*UNSAID, "not_observed"})
SEEN_OR_RECORDED: Final = frozenset({"observed", "record"})
GOALS_TO_DO: Final = frozenset({"open", "doing"})
