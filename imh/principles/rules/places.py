"""Places as evidence: a strain that the family meets somewhere, and a need that is not met."""

from imh.case.surroundings import Setting
from imh.principles.evidence import RuleResult
from imh.principles.rules.results import found
from imh.principles.situation import Situation
from imh.principles.strain import PlaceStrain


def at_a_place(s: Situation, indicator: str, strain: PlaceStrain, says: str = "one") -> RuleResult:
    """Strain of the family at one place."""
    slots = {
        "people": s.names(strain.people),
        "place": s.name(strain.place),
        "child": s.children_names,
    }
    return found(
        indicator, strain.fact, strain.kind, strain.reading, strain.refs, says, slots=slots
    )


def lacking(s: Situation, indicator: str, setting: Setting) -> RuleResult:
    """Something that the family is known to go without."""
    return found(
        indicator,
        f"lack:{setting.kind}",
        "material_strain",
        0.9,
        [f"{setting.id}.status"],
        "lack",
        absent=True,
        slots={"need": s.need(setting)},
    )
