"""Who else is near the child, and how the adults around it are with one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from imh.case.ties import Tie
from imh.case.vocabulary import WARM_OR_PARTLY_WARM
from imh.formulation.document import Sentence
from imh.formulation.language import brief, ended, introduced, names
from imh.formulation.material import Material, ends, is_professional
from imh.formulation.sources import known_by, side_by_side
from imh.formulation.wording import wording
from imh.network import household_members, is_strained, parents
from imh.principles.sentences import joined, name_of

WORDS = wording("relationships")


def others_with_the_child(material: Material) -> Iterator[Sentence]:
    """Sisters, cousins, friends: those without a part in the care who are warm with the child."""
    carers = {person.id for person in material.carers}
    first = True
    for tie in material.ties:
        who = _other_person(material, tie)
        if who is None or who in carers or tie.quality not in WARM_OR_PARTLY_WARM:
            continue
        basis = known_by(material.case, [tie.basis])
        say = "others_warm" if tie.quality == "warm" else "others_mixed"
        child = next(end for end in ends(tie) if end in material.case.children)
        name = introduced(material.case, who)
        name += "," if "," in name else ""  # "Shay, foster brother, is warm"
        text = WORDS.say(say, who=name, child=name_of(material.case, child))
        note = brief([tie.note], 80)
        text = ended(f"{text}: {note}" if note else text, basis)
        lead = WORDS.say("others") if first else ""
        key = f"relationships/others/{tie.id}"
        yield Sentence(key=key, text=text, refs=(tie.id,), basis=basis, lead=lead)
        first = False


def _other_person(material: Material, tie: Tie) -> str | None:
    """The person at the other end of a child's tie; nobody for places and for two children."""
    one, other = ends(tie)
    if (one in material.case.children) == (other in material.case.children):
        return None
    who = other if one in material.case.children else one
    return who if who in material.case.person else None


def between_adults(material: Material) -> Iterator[Sentence]:
    """What is warm among those who care for the child, then what is strained, and over what."""
    said = [*_warm(material), *_strained(material)]
    for place, sentence in enumerate(said):
        lead = WORDS.say("adults") if place == 0 else ""
        yield sentence.model_copy(update={"lead": lead})


def _near(material: Material) -> set[str]:
    """Parents, carers and those who live with the child."""
    near = {person.id for person in material.carers if not is_professional(person)}
    return (near | parents(material.graph) | household_members(material.graph)) - set(
        material.case.children
    )


def _among(material: Material) -> list[Tie]:
    """Ties between people, at least one of them near the child and no child among them."""
    near, people = _near(material), material.case.person
    return [
        tie
        for tie in material.ties
        if all(end in people and end not in material.case.children for end in ends(tie))
        and set(ends(tie)) & near
        and not any(is_professional(people[end]) for end in ends(tie))
    ]


def _warm(material: Material) -> Iterator[Sentence]:
    near = _near(material)
    warm = [
        tie
        for tie in _among(material)
        if tie.quality == "warm" and not is_strained(tie) and set(ends(tie)) <= near
    ]
    if warm:
        warm = warm[:4]
        basis = known_by(material.case, [tie.basis for tie in warm])
        text = ended(WORDS.say("adults_warm", pairs=_pairs(material, warm)), basis)
        refs = tuple(tie.id for tie in warm)
        yield Sentence(key="relationships/adults/warm", text=text, refs=refs, basis=basis)


def _pairs(material: Material, ties: Sequence[Tie]) -> str:
    """Pairs by name; three and more around one person are told from that person."""
    shared = set(ends(ties[0])).intersection(*(ends(tie) for tie in ties))
    if len(ties) < 3 or len(shared) != 1:
        return ", and ".join(names(material.case, ends(tie)) for tie in ties)
    hub = shared.pop()
    others = [end for tie in ties for end in ends(tie) if end != hub]
    slots = {"hub": name_of(material.case, hub), "others": names(material.case, others)}
    return WORDS.word("parts", "each_of").format(**slots)


def _strained(material: Material) -> Iterator[Sentence]:
    for tie in _among(material):
        if not is_strained(tie):
            continue
        basis = known_by(material.case, [tie.basis])
        over = joined(WORDS.word("topics", topic) for topic in tie.topics[:3] if topic != "other")
        about = WORDS.word("parts", "over").format(what=over) if over else ""
        say = _strain_word(tie)
        opening = WORDS.say(say, pair=names(material.case, ends(tie)), over=about)
        note = brief([tie.note], 110)
        text = ended(f"{opening}: {note}" if note else opening, basis)
        told = side_by_side(material.case, tie.accounts)
        text += f" {ended(told)}" if told else ""
        key = f"relationships/adults/{tie.id}"
        yield Sentence(key=key, text=text, refs=(tie.id,), basis=basis)


def _strain_word(tie: Tie) -> str:
    if tie.quality in ("conflicted", "cut_off", "mixed"):
        return f"adults_{tie.quality}"
    if tie.quality == "warm":
        return "adults_warm_strained"
    return "adults_strained"
