"""Layers, mesosystem, triangles, islands and structural holes, by hand and against igraph."""

from itertools import combinations, product

import igraph
import pytest
from hypothesis import given

from imh.case.case import Case
from imh.case.surroundings import Influence, Setting
from imh.network import (
    build,
    density_without_child,
    islands,
    known_network,
    layers,
    mesosystem,
    mesosystem_ties,
    signed_pairs,
    structural_holes,
    triangles,
    unbalanced_triangles,
)
from tests.network.families import a_map, adult, any_family, changed, child, home, mother, tie


def as_igraph(nodes: list[str], edges: set[frozenset[str]]) -> igraph.Graph:
    graph = igraph.Graph()
    graph.add_vertices(sorted(nodes))
    graph.add_edges(sorted(tuple(sorted(edge)) for edge in edges))
    return graph


# Layers


def test_layers_follow_from_the_ties() -> None:
    graph = a_map(
        [
            child(),
            mother(),
            mother("marco", caregiver="unknown"),
            adult("rosa"),
            adult("uncle", role="aunt_uncle"),
            adult("stranger"),
        ],
        [
            tie("rosa", "leo", quality="warm"),
            tie("uncle", "leo", kind="kin"),
            tie("uncle", "ana", kind="sibling_of"),
            tie("uncle", "marco", kind="friendship"),
            tie("marco", "leo", kind="parent_of", quality="none"),
            tie("marco", "ana", kind="separated_from", quality="conflicted"),
            tie("nursery", "leo"),
            tie("nicu", "leo", quality="ordinary", until_months=2),
            tie("marco", "warehouse", kind="membership"),
            tie("warehouse", "union", kind="other"),
            tie("faith", "leo", quality="warm"),
        ],
        homes=[home("leo", "ana")],
        settings=[Setting(id=name) for name in ("nursery", "nicu", "warehouse", "union")],
        influences=[Influence(id="faith")],
    )
    placed = layers(graph)
    assert {node: placement.layer for node, placement in placed.items()} == {
        "leo": "child",
        "ana": "micro",
        "rosa": "micro",
        "nursery": "micro",
        "nicu": "micro",
        "marco": "exo",
        "uncle": "exo",
        "warehouse": "exo",
        "union": "exo",
        "faith": "macro",
        "stranger": "unplaced",
    }
    assert placed["rosa"].ties == ("rosa-leo",)
    assert placed["ana"].ties == ()
    assert (placed["warehouse"].through, placed["warehouse"].ties) == (
        ("marco",),
        ("marco-warehouse",),
    )
    assert placed["union"].through == ("warehouse",)
    assert placed["uncle"].through == ("ana",)


@pytest.mark.parametrize(
    ("said", "layer"),
    [
        ({"quality": "warm"}, "micro"),
        ({"quality": "strained"}, "micro"),
        ({"quality": "none"}, "unplaced"),
        ({"quality": "warm", "contact": "none"}, "unplaced"),
        ({"quality": "cut_off"}, "unplaced"),
        ({"quality": "cut_off", "contact": "rarely"}, "micro"),
        ({"quality": "unknown"}, "unplaced"),
        ({"quality": "declined", "contact": "declined"}, "unplaced"),
        ({"contact": "remote"}, "micro"),
        ({"support_to_source": "some"}, "micro"),
        ({"support_to_source": "none"}, "unplaced"),
    ],
)
def test_a_grandmother_is_near_when_something_says_that_they_meet(
    said: dict[str, str], layer: str
) -> None:
    graph = a_map(
        [child(), adult("elena", role="grandparent")], [tie("leo", "elena", kind="kin", **said)]
    )
    assert layers(graph)["elena"].layer == layer


@given(any_family())
def test_the_exosystem_reaches_the_child_in_steps_that_come_nearer(case: Case) -> None:
    """Second implementation: breadth-first distances by igraph from all of the microsystem."""
    placed = layers(build(case))
    near = {node for node, placement in placed.items() if placement.layer == "micro"}
    apart = {influence.id for influence in case.influences} | set(case.children)
    edges = {
        frozenset((tie.source, tie.target))
        for tie in case.ties
        if tie.quality != "none" and not {tie.source, tie.target} & apart
    }
    graph = as_igraph(sorted(set(case.symbols) - apart), edges)
    names = graph.vs["name"]
    steps = graph.distances(sorted(near)) if near else []
    nearest = {name: min((row[n] for row in steps), default=9e9) for n, name in enumerate(names)}
    for name, distance in nearest.items():
        placement = placed[name]
        expected = "micro" if distance == 0 else "exo" if distance < 9e9 else "unplaced"
        if distance == float("inf"):
            expected = "unplaced"
        assert placement.layer == expected
        assert all(nearest[step] == distance - 1 for step in placement.through)
        assert bool(placement.through) == (expected == "exo")


def test_the_mesosystem_is_who_knows_whom_beside_the_child() -> None:
    graph = a_map(
        [child(), mother(), adult("rosa", caregiver="shared"), adult("boss")],
        [
            tie("ana", "rosa", quality="warm"),
            tie("ana", "nursery", quality="ordinary"),
            tie("nursery", "leo", quality="warm"),
            tie("clinic", "leo", quality="warm"),
            tie("clinic", "nursery", quality="none"),
            tie("rosa", "clinic"),
            tie("ana", "boss", quality="strained"),
        ],
        homes=[home("leo", "ana", "rosa")],
        settings=[Setting(id="nursery"), Setting(id="clinic")],
    )
    assert [tie.id for tie in mesosystem_ties(graph)] == ["ana-nursery", "rosa-clinic"]


def test_pairs_of_places_are_linked_conflicted_absent_or_unknown() -> None:
    names = ("clinic", "early", "nursery", "visitor")
    graph = a_map(
        [child(), adult("teacher", role="teacher"), adult("tess", role="clinician")],
        [
            *(tie(name, "leo", quality="ordinary") for name in (*names, "ended", "tess")),
            tie("teacher", "nursery", kind="works_with"),
            tie("teacher", "leo", quality="warm"),
            tie("teacher", "clinic", contact="monthly"),
            tie("clinic", "early", quality="none"),
            tie("early", "nursery", contact="none"),
            tie("nursery", "visitor", quality="conflicted"),
            tie("visitor", "nursery", quality="ordinary"),
            tie("clinic", "visitor"),
            tie("tess", "early", support_to_target="some"),
        ],
        settings=[*(Setting(id=name) for name in names), Setting(id="ended", status="ended")],
    )
    found = mesosystem(graph)
    assert found.places == ("clinic", "early", "nursery", "tess", "visitor")
    assert {pair.places: pair.ties for pair in found.of("linked")} == {
        ("clinic", "nursery"): ("teacher-clinic",),
        ("early", "tess"): ("tess-early",),
    }
    assert {pair.places: pair.ties for pair in found.of("conflicted")} == {
        ("nursery", "visitor"): ("nursery-visitor",)
    }
    assert {pair.places for pair in found.of("absent")} == {
        ("clinic", "early"),
        ("early", "nursery"),
    }
    assert len(found.of("unknown")) == 5
    assert found.density == pytest.approx(3 / 10)
    assert found.greatest_density == pytest.approx(8 / 10)


def test_one_place_has_no_density() -> None:
    graph = a_map([child()], [tie("clinic", "leo")], settings=[Setting(id="clinic")])
    assert mesosystem(graph).density is None
    assert mesosystem(graph).greatest_density is None


@given(any_family())
def test_mesosystem_density_of_settings_agrees_with_igraph(case: Case) -> None:
    settings = [setting.model_copy(update={"status": "working"}) for setting in case.settings]
    names = {setting.id for setting in settings}
    between = [tie for tie in case.ties if {tie.source, tie.target} <= names]
    visits = [tie("leo", name, id=f"visit-{name}", contact="weekly") for name in sorted(names)]
    case = changed(
        case,
        settings=settings,
        people=[person for person in case.people if person.id in case.children],
        households=(),
        ties=(*between, *visits),
    )
    hard = {"strained", "conflicted", "cut_off", "mixed"}
    blank = {"unknown", "declined"}
    known = {
        frozenset((t.source, t.target))
        for t in between
        if t.until_months is None
        and (
            t.quality in hard
            or t.strain in ("some", "much")
            or (
                "none" not in (t.quality, t.contact)
                and (
                    not {t.quality, t.contact} <= blank
                    or not {t.support_to_source, t.support_to_target} <= blank | {"none"}
                )
            )
        )
    }
    density = mesosystem(build(case)).density
    if len(names) < 2:
        assert density is None
    else:
        assert density == pytest.approx(as_igraph(sorted(names), known).density())


# Triangles


def test_two_warm_with_the_child_and_in_conflict_with_each_other_are_unbalanced() -> None:
    graph = a_map(
        [child(), mother(), mother("marco"), adult("tess", role="clinician")],
        [
            tie("ana", "leo", quality="warm"),
            tie("marco", "leo", quality="ordinary"),
            tie("marco", "ana", quality="conflicted"),
            tie("tess", "ana", quality="warm"),
            tie("tess", "marco", quality="strained"),
            tie("tess", "leo", quality="mixed"),
        ],
    )
    (between,) = unbalanced_triangles(graph)
    assert between.members == ("ana", "leo", "marco")
    assert between.ties == ("ana-leo", "marco-ana", "marco-leo")
    assert [pair.ends for pair in between.negative] == [("ana", "marco")]
    assert [t.members for t in triangles(graph) if t.balanced] == [("ana", "marco", "tess")]


def test_a_pair_whose_ties_disagree_has_no_sign() -> None:
    people = [child(), mother(), adult("mei")]
    ties = [tie("ana", "mei", quality="warm"), tie("mei", "ana", quality="conflicted")]
    assert signed_pairs(a_map(people, ties)) == {}
    half = [ties[0], tie("mei", "ana", quality="mixed")]
    assert signed_pairs(a_map(people, half)) == {}
    same = [ties[0], tie("mei", "ana", quality="ordinary"), tie("ana", "mei", id="x")]
    assert signed_pairs(a_map(people, same))["ana", "mei"].ties == ("ana-mei", "mei-ana")


@given(any_family())
def test_balanced_triangles_fall_into_two_camps(case: Case) -> None:
    """Second implementation: igraph's triangles; balanced when some two camps explain them."""
    graph = build(case)
    signs = {ends: pair.sign for ends, pair in signed_pairs(graph).items()}
    reference = as_igraph(list(case.symbols), {frozenset(ends) for ends in signs})
    found = {}
    for corner in reference.list_triangles():
        members = sorted(reference.vs[list(corner)]["name"])
        found[tuple(members)] = any(
            all(
                (camps[members.index(a)] == camps[members.index(b)]) == (signs[a, b] == 1)
                for a, b in combinations(members, 2)
            )
            for camps in product((0, 1), repeat=3)
        )
    assert {triangle.members: triangle.balanced for triangle in triangles(graph)} == found
    unbalanced = {triangle.members for triangle in unbalanced_triangles(graph)}
    assert unbalanced == {members for members, balanced in found.items() if not balanced}


# Islands


def test_a_friend_without_a_tie_is_an_island_and_a_housemate_is_not() -> None:
    graph = a_map(
        [child(), mother(), adult("rosa"), adult("mei"), adult("tom"), adult("elena")],
        [
            tie("mei", "tom", quality="unknown"),
            tie("elena", "leo", quality="none"),
        ],
        homes=[home("leo", "ana", "rosa")],
    )
    alone, pair = islands(graph)
    assert (alone.members, alone.ties, alone.absences) == (("elena",), (), ("elena-leo",))
    assert (pair.members, pair.ties) == (("mei", "tom"), ("mei-tom",))


def test_people_of_another_home_are_one_island_without_a_tie() -> None:
    graph = a_map([child(), adult("mei"), adult("tom")], homes=[home("mei", "tom", id="elsewhere")])
    assert [island.members for island in islands(graph)] == [("mei", "tom")]


@given(any_family())
def test_islands_are_the_components_without_a_child(case: Case) -> None:
    edges = {frozenset((tie.source, tie.target)) for tie in case.ties if tie.quality != "none"}
    dead = {person.id for person in case.people if person.life == "died"}
    for household in case.households:
        living = sorted(set(household.members) - dead)
        edges |= {frozenset(two) for two in combinations(living, 2)}
    reference = as_igraph(list(case.symbols), edges)
    first, *others = case.children
    parts = [set(reference.vs[part]["name"]) for part in reference.connected_components()]
    expected = [part for part in parts if not part & {first, *others}]
    assert sorted(sorted(part) for part in expected) == [
        list(island.members) for island in islands(build(case))
    ]


# Structural holes and density


@given(any_family())
def test_structural_holes_and_density_agree_with_igraph(case: Case) -> None:
    graph = build(case)
    network = known_network(graph)
    reference = as_igraph(list(network), {frozenset(edge) for edge in network.edges})
    constraint = reference.constraint()
    for vertex in reference.vs:
        found = structural_holes(graph, vertex["name"])
        if len(network) < 5 or vertex.degree() == 0:
            assert (found.effective_size, found.constraint) == (None, None)
            continue
        neighbours = reference.neighbors(vertex)
        among = reference.induced_subgraph(neighbours)
        redundancy = sum(among.degree()) / len(neighbours)
        assert found.neighbours == tuple(sorted(reference.vs[neighbours]["name"]))
        assert found.effective_size == pytest.approx(len(neighbours) - redundancy)
        assert found.constraint == pytest.approx(constraint[vertex.index])
    reference.delete_vertices([who for who in case.children if who in reference.vs["name"]])
    density = density_without_child(graph)
    assert density.tied == reference.ecount()
    if len(network) < 5:
        assert density.value is None
    else:
        assert density.value == pytest.approx(reference.density() if len(network) > 2 else 0)


def test_the_known_network_leaves_out_what_is_unknown_ended_or_none() -> None:
    graph = a_map(
        [child(), mother(), adult("b"), adult("c"), adult("d"), adult("gone", life="died")],
        [
            tie("ana", "b", quality="tenuous"),
            tie("ana", "c", quality="none"),
            tie("ana", "d", quality="declined"),
            tie("b", "c", quality="warm", until_months=3),
            tie("b", "gone", quality="warm"),
            tie("ana", "faith", quality="warm"),
            tie("ana", "leo", quality="unknown"),
        ],
        influences=[Influence(id="faith")],
    )
    assert set(map(frozenset, known_network(graph).edges)) == {frozenset(("ana", "b"))}
    density = density_without_child(graph)
    assert (density.tied, density.possible, density.unknown) == (1, 6, ("ana-d",))
    assert density.value == pytest.approx(1 / 6)
    assert structural_holes(graph, "faith").neighbours == ()


def test_the_middle_of_a_star_is_least_constrained() -> None:
    people = [child(), mother(), *(adult(who) for who in "bcde")]
    star = a_map(people, [tie("ana", who, quality="warm") for who in "bcde"])
    assert structural_holes(star, "ana").effective_size == 4
    assert structural_holes(star, "ana").constraint == pytest.approx(0.25)
    assert structural_holes(star, "b").constraint == 1
