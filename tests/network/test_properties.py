"""What holds for every measure on every map."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from imh.case.case import Case
from imh.case.ties import Tie
from imh.network import (
    CaseGraph,
    bridge_ties,
    build,
    crossings,
    density_without_child,
    index_children,
    islands,
    layers,
    mesosystem,
    mesosystem_ties,
    people,
    sole_bridges,
    strain_reaching_child,
    structural_holes,
    support_balance,
    triangles,
    warmth,
    ways_to_child,
)
from tests.network.families import any_family, changed


def everything(graph: CaseGraph) -> dict[str, Any]:
    """All results with all that they rest on."""
    return {
        "layers": layers(graph),
        "mesosystem ties": [tie.id for tie in mesosystem_ties(graph)],
        "mesosystem": mesosystem(graph),
        "support": [support_balance(graph, person) for person in people(graph)],
        "strain": strain_reaching_child(graph),
        "warmth": [warmth(graph, child) for child in index_children(graph)],
        "sole bridges": sole_bridges(graph),
        "bridge ties": bridge_ties(graph),
        "crossings": crossings(graph),
        "ways": [ways_to_child(graph, child) for child in index_children(graph)],
        "triangles": triangles(graph),
        "islands": islands(graph),
        "density": density_without_child(graph),
        "structural holes": [structural_holes(graph, node) for node in graph],
    }


def figures(graph: CaseGraph) -> dict[str, Any]:
    """Every number and every set of people, without the ids of ties."""
    meso = mesosystem(graph)
    return {
        "layers": {node: (p.layer, p.through) for node, p in layers(graph).items()},
        "mesosystem": [(pair.places, pair.state) for pair in meso.pairs],
        "support": [
            (b.person, b.given.amount, b.received.amount, b.bounds)
            for b in (support_balance(graph, person) for person in people(graph))
        ],
        "strain": [(p.ends, p.amount, p.qualities) for p in strain_reaching_child(graph).pairs],
        "warmth": [
            [tie.caregiver for tie in warmth(graph, child).warm] for child in index_children(graph)
        ],
        "sole bridges": [(b.caregiver, b.helpers, b.otherwise) for b in sole_bridges(graph)],
        "bridge ties": [(b.giver, b.receiver, b.helpers) for b in bridge_ties(graph)],
        "ways": [ways_to_child(graph, child).count for child in index_children(graph)],
        "triangles": [(t.members, t.balanced) for t in triangles(graph)],
        "islands": [island.members for island in islands(graph)],
        "density": (density_without_child(graph).tied, density_without_child(graph).value),
        "structural holes": [
            (hole.who, hole.effective_size, hole.constraint)
            for hole in (structural_holes(graph, node) for node in graph)
        ],
    }


@given(any_family(), st.randoms(use_true_random=False))
def test_the_order_of_entry_changes_nothing(case: Case, chance: Any) -> None:
    shuffled = {}
    for name in ("people", "households", "settings", "influences", "ties"):
        entries = list(getattr(case, name))
        chance.shuffle(entries)
        shuffled[name] = tuple(entries)
    again = changed(case, **shuffled)
    assert everything(build(again)) == everything(build(case))


@given(any_family(), st.data())
def test_a_tie_typed_twice_changes_no_figure(case: Case, data: st.DataObject) -> None:
    if case.ties:
        twice = data.draw(st.sampled_from(case.ties)).model_copy(update={"id": "typed-twice"})
        again = changed(case, ties=(*case.ties, twice))
        assert figures(build(again)) == figures(build(case))


@given(any_family())
def test_declined_is_unknown_in_every_figure(case: Case) -> None:
    def silent(entry: Any) -> Any:
        declined = {
            field: "declined"
            for field in (
                "quality",
                "contact",
                "strain",
                "support_to_source",
                "support_to_target",
                "caregiver",
                "age_years",
                "life",
                "status",
            )
            if getattr(entry, field, None) == "unknown"
        }
        return entry.model_copy(update=declined)

    again = changed(
        case,
        **{
            name: tuple(silent(entry) for entry in getattr(case, name))
            for name in ("people", "settings", "ties")
        },
    )
    assert everything(build(again)) == everything(build(case))


@given(any_family(), st.data())
def test_a_tie_of_unknown_amount_changes_no_amount(case: Case, data: st.DataObject) -> None:
    ends = st.lists(st.sampled_from(sorted(case.symbols)), min_size=2, max_size=2, unique=True)
    source, target = data.draw(ends)
    silent = data.draw(st.sampled_from(["unknown", "declined"]))
    blank = Tie(
        id="blank",
        source=source,
        target=target,
        support_to_source=silent,
        support_to_target=silent,
    )
    again = changed(case, ties=(*case.ties, blank))
    before, after = build(case), build(again)
    for person in people(before):
        one, other = support_balance(before, person), support_balance(after, person)
        assert one.given.amount == other.given.amount
        assert one.received.sources == other.received.sources
    assert sole_bridges_without_unknown(before) == sole_bridges_without_unknown(after)
    for child in case.children:
        assert ways_to_child(before, child).ways == ways_to_child(after, child).ways
    assert triangles(before) == triangles(after)
    assert strain_reaching_child(before).pairs == strain_reaching_child(after).pairs


def sole_bridges_without_unknown(graph: CaseGraph) -> list[tuple[Any, ...]]:
    return [(b.caregiver, b.helpers, b.ties, b.otherwise) for b in sole_bridges(graph)]


@given(any_family())
def test_every_tie_that_a_result_names_is_on_the_map(case: Case) -> None:
    graph = build(case)
    known = {tie.id for tie in case.ties}
    named = [tie for placement in layers(graph).values() for tie in placement.ties]
    for bridge in sole_bridges(graph):
        named += [*bridge.ties, *bridge.unknown]
    for child in case.children:
        for way in ways_to_child(graph, child).ways:
            named += way.ties
    for pair in strain_reaching_child(graph).pairs:
        assert pair.ties
        named += pair.ties
    for triangle in triangles(graph):
        assert len(triangle.ties) >= 3
        named += triangle.ties
    assert set(named) <= known


@given(any_family(), st.integers(0, 10**6))
def test_names_and_gender_change_no_figure(case: Case, salt: int) -> None:
    """People renamed and regendered, ids kept: nothing may read either."""
    genders = ("female", "male", "diverse", "unknown", "declined")
    renamed = tuple(
        person.model_copy(
            update={"name": f"N{salt * n}", "gender": genders[(salt + n) % len(genders)]}
        )
        for n, person in enumerate(case.people)
    )
    again = changed(case, people=renamed)
    assert everything(build(again)) == everything(build(case))


@given(any_family())
def test_other_ids_change_no_figure(case: Case) -> None:
    """Ids in reverse order: what is sorted by id comes out in another order, and no more."""
    names = sorted(case.symbols)
    other = {name: f"x{len(names) - n:02}" for n, name in enumerate(names)}

    def renamed(entry: Any) -> Any:
        return entry.model_copy(update={"id": other[entry.id]})

    again = changed(
        case,
        children=tuple(other[child] for child in case.children),
        people=tuple(renamed(person) for person in case.people),
        settings=tuple(renamed(setting) for setting in case.settings),
        influences=tuple(renamed(influence) for influence in case.influences),
        households=tuple(
            home.model_copy(update={"members": tuple(other[who] for who in home.members)})
            for home in case.households
        ),
        ties=tuple(
            tie.model_copy(
                update={
                    "id": f"y{100 - n}",
                    "source": other[tie.source],
                    "target": other[tie.target],
                }
            )
            for n, tie in enumerate(case.ties)
        ),
    )
    before, after = build(case), build(again)
    for name in names:
        assert layers(before)[name].layer == layers(after)[other[name]].layer
        one, two = structural_holes(before, name), structural_holes(after, other[name])
        assert (one.effective_size, one.constraint) == (two.effective_size, two.constraint)
    for person in people(before):
        balance, mirrored = (
            support_balance(before, person),
            support_balance(after, other[person]),
        )
        assert (balance.difference, balance.bounds) == (mirrored.difference, mirrored.bounds)
    bridges = {
        (other[b.caregiver], frozenset(map(other.get, b.helpers))) for b in sole_bridges(before)
    }
    assert bridges == {(b.caregiver, frozenset(b.helpers)) for b in sole_bridges(after)}
    for child in case.children:
        assert ways_to_child(before, child).count == ways_to_child(after, other[child]).count
    assert mesosystem(before).density == mesosystem(after).density
    assert len(triangles(before)) == len(triangles(after))
    assert len(islands(before)) == len(islands(after))
