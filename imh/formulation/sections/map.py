"""Section 3: the map in two sentences that nobody could say about another family."""

from __future__ import annotations

from collections.abc import Iterator

from imh.case.vocabulary import WARM_OR_PARTLY_WARM
from imh.formulation.document import Sentence
from imh.formulation.language import children, ended, names, pronouns
from imh.formulation.material import Material, ends, unique
from imh.formulation.wording import wording
from imh.network import (
    SoleBridge,
    clinicians,
    crossings,
    helpers,
    sole_bridges,
    strain_reaching_child,
)
from imh.principles.sentences import joined, name_of, number_word

WORDS = wording("map")
NAMED = 5


def sentences(material: Material) -> Iterator[Sentence]:
    """Who stands around the child and where warmth is; then how help and strain reach it."""
    yield _around(material)
    yield _ways(material)


def _around(material: Material) -> Sentence:
    case = material.case
    count = len(case.symbols) - len(case.children)
    parts = [WORDS.say("around", count=_counted(count), child=children(case))]
    near = _warm(material)
    warm = [each for each in near if each[0] not in {who for who, _, mixed in near if mixed}]
    both = [each for each in near if each not in warm]
    him = pronouns(case, case.children[0]).object if len(case.children) == 1 else children(case)
    who, mixed = unique(each[0] for each in warm), unique(each[0] for each in both)
    if who:
        say = "warm_one" if len(who) == 1 and not mixed else "warm"
        parts.append(WORDS.word("parts", say).format(who=_some(material, who), child=him))
    if mixed:
        say = "mixed_too" if who else "mixed"
        parts.append(WORDS.word("parts", say).format(who=_some(material, mixed), child=him))
    if not near:
        parts.append(WORDS.word("parts", "no_warmth").format(child=him))
    refs = unique(tie for _, tie, _ in near)
    return Sentence(key="map/around", text=ended("; ".join(parts)), refs=refs)


def _counted(count: int) -> str:
    return str(count) if count > 10 else number_word(count)


def _warm(material: Material) -> list[tuple[str, str, bool]]:
    """Whom a warm tie joins with a child, by which tie, and whether with strain in it."""
    found = []
    for tie in material.ties:
        one, other = ends(tie)
        children_here = {one, other} & set(material.case.children)
        who = other if one in children_here else one
        warm = tie.quality in WARM_OR_PARTLY_WARM and len(children_here) == 1
        if warm and who in material.case.person:
            found.append((who, tie.id, tie.quality == "mixed"))
    order = list(material.case.person)
    return sorted(found, key=lambda each: order.index(each[0]))


def _ways(material: Material) -> Sentence:
    parts, refs = _help(material)
    strained = strain_reaching_child(material.graph).pairs
    adults = set(material.case.person) - set(material.case.children)
    adults -= clinicians(material.graph)  # strain with the team belongs to the reflection
    between = [pair for pair in strained if set(pair.ends) <= adults]
    if between:
        pairs = [joined(name_of(material.case, end) for end in pair.ends) for pair in between]
        parts.append(WORDS.word("parts", "strain").format(pairs=_between(pairs[:3])))
        refs += [tie for pair in between for tie in pair.ties]
    return Sentence(key="map/ways", text=ended("; ".join(parts)), refs=unique(refs))


def _help(material: Material) -> tuple[list[str], list[str]]:
    case, graph = material.case, material.graph
    outside = helpers(graph) - clinicians(graph)
    if not outside:
        return [WORDS.say("no_help")], []
    bridges = [
        bridge
        for bridge in sorted(sole_bridges(graph), key=lambda bridge: -len(bridge.helpers))
        if set(bridge.helpers) & outside
    ]
    if not bridges:
        refs = [tie for crossing in crossings(graph) for tie in crossing.ties]
        givers = [identifier for identifier in case.symbols if identifier in outside]
        return [WORDS.say("open_help", who=_some(material, givers))], refs
    refs = [tie for bridge in bridges for tie in bridge.ties]
    main = bridges[0]
    by_main = [helper for helper in main.helpers if helper in outside]
    through = name_of(case, main.caregiver)
    if main.carries_all:
        who = _some(material, by_main)
        return [WORDS.say("all_through", through=through, who=who)], refs
    say = "most_through" if len(by_main) * 2 > len(outside) else "some_through"
    text = WORDS.say(say, through=through, who=_some(material, by_main))
    return [text, *_others(material, bridges[1:3])], refs


def _others(material: Material, bridges: list[SoleBridge]) -> list[str]:
    parts = [
        WORDS.word("parts", "through").format(
            through=name_of(material.case, bridge.caregiver),
            who=_some(
                material,
                [each for each in bridge.helpers if each not in clinicians(material.graph)],
            ),
        )
        for bridge in bridges
    ]
    return [" and ".join(parts)] if parts else []


def _some(material: Material, who: tuple[str, ...] | list[str]) -> str:
    """Names of a few; of many the first ones and how many more."""
    if len(who) <= NAMED:
        return names(material.case, who)
    first = [name_of(material.case, each) for each in who[: NAMED - 1]]
    return joined([*first, f"{number_word(len(who) - NAMED + 1)} others"])


def _between(pairs: list[str]) -> str:
    """``A and B, between C and D, and between E and F``."""
    *first, last = (f"between {pair}" for pair in pairs)
    return f"{', '.join(first)}, and {last}" if first else last
