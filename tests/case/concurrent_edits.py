"""Two people at one made-up family: their edits meet in the same few places, often badly."""

from random import Random
from typing import Any

from imh.case.case import Case
from imh.case.casefile import plain
from imh.case.collections import COLLECTIONS
from imh.case.edits import Add, Change, Edit, EditError, Move, Remove, Restore, SetCase, apply
from imh.case.synthetic import synthetic_case


def three_cases(seed: int) -> tuple[Case, Case, Case]:
    """A small case, and what each of two editors made of it."""
    random = Random(seed)
    base = synthetic_case(random.randrange(1000), random.choice([6, 8]))
    base = _edited(base, Random(seed * 3 + 1), "0", 4)
    most = random.choice([1, 3, 6])
    mine = _edited(base, Random(seed * 3 + 2), random.choice("1x"), most)
    return base, mine, _edited(base, Random(seed * 3 + 3), random.choice("2x"), most)


def _edited(case: Case, random: Random, mark: str, most: int) -> Case:
    for number in range(random.randrange(most) + 1):
        try:
            case = apply(case, _edit(case, random, f"{mark}-{number}"))
        except EditError:
            continue
    return case


def _edit(case: Case, random: Random, mark: str) -> Edit:
    people = [person.id for person in case.people][-4:] + list(case.children)
    symbols, now = list(case.symbols)[:4], case.reference_age_months
    one, other = random.sample(people, 2)
    ties, events = [tie.id for tie in case.ties][-3:], [event.id for event in case.events]
    anything = random.choice(list(case.entries)[-8:])
    month = random.choice([None, now, now - 1, now - 2])
    told = {"kind": "told", "by": [one]}

    def add(collection: Any, **entry: Any) -> Add:
        return Add(collection=collection, entry={"id": f"{collection}-{mark}", **entry})

    parent = random.choice(["parent_of", "step_parent_of", "other"])
    choices: list[Edit] = [
        Remove(id=random.choice(symbols)),
        Remove(id=anything),
        Move(id=random.choice(symbols), x=random.randrange(3), y=0),
        SetCase.of(title=f"L {mark}"),
        SetCase.of(reference_age_months=now + random.choice([-3, -1, 2])),
        SetCase.of(children=random.choice([[one], [one, other]])),
        SetCase.of(referral={"by": mark}),
        Change.of(one, name=mark, caregiver=random.choice(["shared", "none"])),
        Change.of(one, age_months=random.choice([None, now + 5]), note="n" * 70 + mark),
        Change.of(one, loads=[{"kind": random.choice(["grief", "mood"]), "note": mark}]),
        Change.of("home", members=random.sample(people, min(2, len(people)))),
        Change.of("home", nights={random.choice(case.children): random.randrange(7)}),
        add("people", name=mark, age_years=random.choice([1, 2])),
        add("ties", source=one, target=other, kind=parent),
        add("households", members=[one], nights={case.children[0]: 2}),
        add("questions", text=f"Who helps {mark}?", about=[one]),
        add("visits", at_months=month, present=[one, other]),
        add("events", kind="move", at_months=month, basis=told),
        add("reflections", kind="bias", views=[{"who": one, "says": mark}]),
    ]
    if ties:
        tie = random.choice(ties)
        choices += [
            Change.of(tie, kind=parent, quality=random.choice(["warm", "conflicted"])),
            Change.of(tie, source=one, target=other),
            Change.of(tie, since_months=month),
            Change.of(tie, until_months=month, basis=told),
            Change.of(tie, topics=random.sample(["money", "trust", "power"], 2)),
        ]
    if events:
        choices.append(Change.of(random.choice(events), at_months=month, who=[one]))
    filled = [name for name in COLLECTIONS if len(getattr(case, name)) > 1]
    if filled:
        choices.append(_to_the_end(case, random.choice(filled), random))
    return random.choice(choices)


def _to_the_end(case: Case, collection: Any, random: Random) -> Edit:
    """An entry goes to another place in its list."""

    entries = getattr(case, collection)
    entry = random.choice(entries)
    back = (random.randrange(len(entries)), plain(entry))
    return Restore(collection=collection, out=(entry.id,), back=(back,))
