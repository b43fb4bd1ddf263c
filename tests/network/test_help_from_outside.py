"""Sole bridges, bridge ties and separate ways, against igraph and by hand."""

import igraph
from hypothesis import given

from imh.case.case import Case
from imh.case.surroundings import Setting
from imh.network import (
    bridge_ties,
    build,
    crossings,
    helpers,
    sole_bridges,
    support_graph,
    ways_to_child,
)
from tests.network.families import a_map, adult, changed, child, helped_family, home, mother, tie

INSIDE = {"leo", "ana", "rosa", "marco"}


def help_as_igraph(case: Case) -> igraph.Graph:
    """Who helps whom, built from the typed case without the code under test."""
    carers = [person.id for person in case.people if person.id in INSIDE - {"leo"}]
    arcs = {(one, other) for one in carers for other in (*carers, "leo") if one != other}
    for told in case.ties:
        if told.support_to_target in ("some", "much"):
            arcs.add((told.source, told.target))
        if told.support_to_source in ("some", "much"):
            arcs.add((told.target, told.source))
    graph = igraph.Graph(directed=True)
    graph.add_vertices(sorted(person.id for person in case.people))
    graph.add_edges(sorted(arc for arc in arcs if arc[0] != "leo"))
    return graph


def reaching(graph: igraph.Graph) -> set[str]:
    """Helpers outside from whom a way leads to Leo."""
    return set(graph.vs[graph.subcomponent("leo", mode="in")]["name"]) - INSIDE


@given(helped_family())
def test_sole_bridges_dominate_the_helpers_they_carry(case: Case) -> None:
    reference = help_as_igraph(case)
    dominator = reference.dominator(reference.vs.find("leo").index, mode="in")
    carried: dict[str, set[str]] = {}
    for helper in reaching(reference):
        step = dominator[reference.vs.find(helper).index]
        while reference.vs[step]["name"] != "leo":
            carried.setdefault(reference.vs[step]["name"], set()).add(helper)
            step = dominator[step]
    expected = {who: found for who, found in carried.items() if who in INSIDE}
    graph = build(case)
    assert helpers(graph) == reaching(reference)
    assert {bridge.caregiver: set(bridge.helpers) for bridge in sole_bridges(graph)} == expected


@given(helped_family(mutual=True))
def test_where_all_help_is_mutual_sole_bridges_are_articulation_points(case: Case) -> None:
    reference = help_as_igraph(case).as_undirected()
    separating = set()
    for point in reference.articulation_points():
        name = reference.vs[point]["name"]
        before = set(reference.vs[reference.subcomponent("leo")]["name"])
        rest = reference.copy()
        rest.delete_vertices(point)
        if name in INSIDE - {"leo"} and before - {name} - set(
            rest.vs[rest.subcomponent("leo")]["name"]
        ):
            separating.add(name)
    assert {bridge.caregiver for bridge in sole_bridges(build(case))} == separating


@given(helped_family())
def test_separate_ways_are_as_many_as_vertex_disjoint_paths(case: Case) -> None:
    reference = help_as_igraph(case)
    outside = sorted(reaching(reference))
    reference.add_vertex("all help")
    reference.add_edges([("all help", helper) for helper in outside])
    expected = reference.vertex_disjoint_paths(
        reference.vs.find("all help").index, reference.vs.find("leo").index
    )
    found = ways_to_child(build(case), "leo")
    assert found.count == expected
    inside_the_ways = [who for way in found.ways for who in way.path[:-1]]
    assert len(inside_the_ways) == len(set(inside_the_ways))
    for way in found.ways:
        assert way.path[0] in outside
        assert way.path[-1] == "leo"
        assert not set(way.path[1:]) & set(outside)


@given(helped_family(mutual=True))
def test_bridge_ties_are_bridges_of_the_undirected_graph(case: Case) -> None:
    mutual = [case_tie for case_tie in case.ties if "leo" not in (case_tie.source, case_tie.target)]
    case = changed(case, ties=mutual)
    reference = help_as_igraph(case).as_undirected()
    component = set(reference.vs[reference.subcomponent("leo")]["name"])
    expected = {
        frozenset(reference.vs[list(reference.es[edge].tuple)]["name"])
        for edge in reference.bridges()
    }
    expected = {two for two in expected if not two <= INSIDE and two <= component}
    found = bridge_ties(build(case))
    assert {frozenset((bridge.giver, bridge.receiver)) for bridge in found} == expected


def test_ana_is_the_only_way_to_the_clinic_and_whom_it_brings() -> None:
    graph = a_map(
        [child(), mother(), adult("rosa", caregiver="shared"), adult("lucia"), adult("mei")],
        [
            tie("lucia", "ana", support_to_target="much"),
            tie("clinic", "ana", kind="service", quality="ordinary"),
            tie("food", "clinic", support_to_target="some"),
            tie("parish", "rosa", support_to_target="some"),
            tie("mei", "rosa"),
        ],
        homes=[home("leo", "ana", "rosa")],
        settings=[Setting(id="clinic"), Setting(id="food"), Setting(id="parish")],
    )
    ana, rosa = sole_bridges(graph)
    assert (ana.caregiver, ana.helpers) == ("ana", ("clinic", "food", "lucia"))
    assert ana.ties == ("clinic-ana", "lucia-ana")
    assert ana.otherwise == ("parish",)
    assert ana.unknown == ("mei-rosa",)
    assert not ana.carries_all
    assert (rosa.helpers, rosa.unknown) == (("parish",), ())
    assert [(c.helper, c.receiver) for c in crossings(graph)] == [
        ("clinic", "ana"),
        ("lucia", "ana"),
        ("parish", "rosa"),
    ]
    assert {bridge.giver: bridge.helpers for bridge in bridge_ties(graph)} == {
        "clinic": ("clinic", "food"),
        "food": ("food",),
        "lucia": ("lucia",),
        "parish": ("parish",),
    }
    ways = ways_to_child(graph, "leo")
    assert ways.count == 2
    assert ways.ways[1].path == ("parish", "rosa", "leo")
    assert ways.ways[1].ties == ("parish-rosa",)
    assert ways.unknown == ("mei-rosa",)


def test_a_lone_carer_carries_all_and_a_way_to_the_child_itself_ends_that() -> None:
    people = [child(), mother(), adult("lucia")]
    ties = [tie("lucia", "ana", support_to_target="some")]
    (alone,) = sole_bridges(a_map(people, ties))
    assert alone.carries_all
    nursery = tie("nursery", "leo", support_to_target="much")
    (beside,) = sole_bridges(
        a_map(people, [*ties, nursery], settings=[Setting(id="nursery", kind="childcare")])
    )
    assert beside.otherwise == ("nursery",)


def test_somebody_whom_a_caregiver_looks_after_is_no_helper() -> None:
    graph = a_map(
        [child(), mother(), adult("elena"), adult("nurse")],
        [
            tie("ana", "elena", support_to_target="much", support_to_source="none"),
            tie("nurse", "elena", support_to_target="much"),
        ],
    )
    assert helpers(graph) == set()
    assert sole_bridges(graph) == ()
    assert ways_to_child(graph, "leo").count == 0


def test_a_preschoolers_nursery_is_no_way_to_help_for_the_baby() -> None:
    graph = a_map(
        [child(), mother(), adult("sofia", role="sibling", age_years=4, caregiver="none")],
        [tie("nursery", "sofia", support_to_target="much")],
        homes=[home("leo", "ana", "sofia")],
        settings=[Setting(id="nursery")],
    )
    assert helpers(graph) == set()


def test_a_court_helps_only_where_somebody_named_its_help() -> None:
    people = [child(), mother()]
    court = [Setting(id="court", kind="court")]
    warm = tie("ana", "court", kind="service", quality="ordinary")
    named = tie("ana", "court", kind="service", support_to_source="some")
    assert helpers(a_map(people, [warm], settings=court)) == set()
    assert helpers(a_map(people, [named], settings=court)) == {"court"}


def test_a_service_that_was_asked_and_gives_none_does_not_help() -> None:
    graph = a_map(
        [child(), mother()],
        [tie("ana", "clinic", kind="service", quality="warm", support_to_source="none")],
        settings=[Setting(id="clinic")],
    )
    assert helpers(graph) == set()


def test_two_services_on_good_terms_do_not_help_each_other_to_the_child() -> None:
    graph = a_map(
        [child(), mother(), adult("tess", role="professional")],
        [
            tie("clinic", "tess", kind="service", quality="warm"),
            tie("tess", "ana", kind="service", quality="ordinary"),
        ],
        settings=[Setting(id="clinic")],
    )
    assert helpers(graph) == {"tess"}


def test_a_housemate_known_to_have_no_part_in_caring_passes_nothing_on() -> None:
    def ways(part: str) -> int:
        graph = a_map(
            [child(), mother(), adult("lodger", caregiver=part), adult("friend")],
            [tie("friend", "lodger", support_to_target="much")],
            homes=[home("leo", "ana", "lodger")],
        )
        return ways_to_child(graph, "leo").count

    assert ways("none") == 0
    assert ways("unknown") == 1


def test_a_father_who_shares_the_care_elsewhere_is_a_way_of_his_own() -> None:
    graph = a_map(
        [child(), mother(), mother("marco", caregiver="shared"), adult("lucia"), adult("elena")],
        [
            tie("lucia", "ana", support_to_target="some"),
            tie("elena", "marco", support_to_target="some"),
        ],
        homes=[home("leo", "ana")],
    )
    assert ways_to_child(graph, "leo").count == 2
    assert not support_graph(graph).has_edge("marco", "ana")


def test_one_twin_is_no_way_to_the_other() -> None:
    graph = a_map(
        [child(), child("mia"), mother(caregiver="unknown")],
        [tie("nursery", "mia", support_to_target="some")],
        homes=[home("leo", "mia", "ana")],
        settings=[Setting(id="nursery")],
        children=("leo", "mia"),
    )
    assert ways_to_child(graph, "mia").count == 1
    assert ways_to_child(graph, "leo").count == 0
