"""New entries that begin from one that is open: a tie, an event, a home; and taking one away."""

from imh.case.basis import Record
from imh.case.case import Case
from imh.case.edits import Add, Remove
from imh.case.events import Event
from imh.case.ids import free_id
from imh.case.labels import label
from imh.case.people import Household
from imh.case.surroundings import Influence
from imh.case.ties import Tie
from imh.forms.controls import FormPart, FormStep, Pick, Press, words_of
from imh.principles.sentences import name_of


def new_tie(case: Case, source: str, target: str) -> FormStep:
    """A tie of which nothing is known yet but its ends; with an influence it is a belief."""
    ends = (case.symbols[source], case.symbols[target])
    kind = "belief" if any(isinstance(end, Influence) for end in ends) else "unknown"
    identifier = free_id(f"{source}-{target}", case.entries)
    tie = Tie.model_validate({"id": identifier, "source": source, "target": target, "kind": kind})
    return FormStep(Add(collection="ties", entry=tie), identifier)


def new_event(case: Case, kind: str, who: tuple[str, ...] = ()) -> FormStep:
    """An event of a kind, at an age that is still to be asked."""
    identifier = free_id(kind, case.entries)
    event = Event.model_validate({"id": identifier, "kind": kind, "who": who})
    return FormStep(Add(collection="events", entry=event), identifier)


def new_home(case: Case, members: tuple[str, ...] = ()) -> FormStep:
    """A home with the people who are known to live there."""
    identifier = free_id("-".join(("home", *members[:1])), case.entries)
    home = Household(id=identifier, members=members)
    return FormStep(Add(collection="households", entry=home), identifier)


def tie_to(case: Case, identifier: str) -> Pick:
    """Add a tie to somebody or something that has none with this one yet."""
    tied = {tie.target for tie in case.ties if tie.source == identifier}
    tied |= {tie.source for tie in case.ties if tie.target == identifier}
    free = [other for other in case.symbols if other not in tied | {identifier}]
    return Pick(
        name="add tie",
        label="Add a tie to",
        options={other: name_of(case, other) for other in free},
        step=lambda other: new_tie(case, identifier, other),
    )


def event_with(case: Case, identifier: str) -> Pick:
    """Add an event in which this one took part."""
    return Pick(
        name="add event",
        label="Add an event",
        options=words_of("EventKind"),
        step=lambda kind: new_event(case, kind, (identifier,)),
    )


def ties_of(case: Case, identifier: str) -> tuple[Press, ...]:
    """A line for every tie of a symbol, each opening the tie."""
    mine = {
        tie: tie.target if tie.source == identifier else tie.source
        for tie in case.ties
        if identifier in (tie.source, tie.target)
    }
    others = list(mine.values())
    lines = []
    for tie, other in mine.items():
        kind = f" ({label('TieKind', tie.kind)})" if others.count(other) > 1 else ""
        line = f"{name_of(case, other)}{kind}: {label('Quality', tie.quality)}"
        lines.append(opener(tie.id, line))
    return tuple(lines)


def opener(identifier: str, line: str) -> Press:
    """A line that opens an entry."""
    return Press(name=f"open {identifier}", label=line, step=FormStep(opens=identifier), quiet=True)


def removal(case: Case, entry: Record, name: str) -> tuple[FormPart, ...]:
    """A button that takes an entry away; the only index child cannot be."""
    if case.children == (entry.id,):
        return ()
    return (Press(name="remove", label=f"Remove {name}", step=FormStep(Remove(id=entry.id))),)
