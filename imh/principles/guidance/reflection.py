"""Prompts for the clinician's own reflection, and the triangles in which the clinician stands."""

from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest

from imh.case.case import Case
from imh.case.labels import label
from imh.network import Triangle, build, clinicians, unbalanced_triangles
from imh.principles.evidence import Assessment
from imh.principles.guidance.prompt import Prompt
from imh.principles.guidance.texts import GuidanceLine, guidance
from imh.principles.knowledge import knowledge
from imh.principles.sentences import fill, name_of


def reflection_prompts(case: Case, assessment: Assessment) -> tuple[Prompt, ...]:
    """Prompts for the clinician's own reflection, the nearest to this case first.

    In turn one from each source: patterns found, reactions written, the two principles that bear
    most. Where nothing speaks yet they are general. For the author's eyes: a reason may repeat
    what was written in private.
    """
    sources = [
        *_of_patterns(case, assessment),
        *_of_reactions(case),
        *_of_principles(assessment),
        _prompts(guidance().general, guidance().because["general"], ()),
    ]
    in_turn = chain.from_iterable(zip_longest(*sources))
    by_text = {prompt.text: prompt for prompt in in_turn if prompt}
    return tuple(by_text.values())


def triangle_sentence(case: Case, triangle: Triangle) -> str:
    """An unbalanced triangle as one would say it: who stands between whom."""
    one, other, middle = triangle.members
    said = "all_three"
    if len(triangle.negative) == 1:
        said = "between"
        one, other = triangle.negative[0].ends
        middle = next(each for each in triangle.members if each not in (one, other))
    names = {"one": name_of(case, one), "other": name_of(case, other)}
    return fill(guidance().triangles[said], names | {"middle": name_of(case, middle)})


def clinicians_triangles(case: Case) -> tuple[Triangle, ...]:
    """The unbalanced triangles in which the clinician or the team stands."""
    graph = build(case)
    ours = clinicians(graph)
    return tuple(each for each in unbalanced_triangles(graph) if ours & set(each.members))


def _prompts(lines: Iterable[GuidanceLine], because: str, refs: tuple[str, ...]) -> list[Prompt]:
    return [Prompt(line.text, because, refs, line.references) for line in lines]


def _of_patterns(case: Case, assessment: Assessment) -> Iterator[list[Prompt]]:
    patterns = guidance().patterns
    for pattern, indicator in (("alliance", "P2"), ("split", "P3")):
        item = next((each for each in assessment.items if each.indicator == indicator), None)
        if item:
            yield _prompts(patterns[pattern], item.sentence, item.refs)
    ours = clinicians_triangles(case)
    near = [
        each for each in unbalanced_triangles(build(case)) if set(each.members) <= set(case.person)
    ]
    for pattern, found in (("triangle", ours), ("near_triangle", near if not ours else ())):
        for each in found[:1]:
            yield _prompts(patterns[pattern], triangle_sentence(case, each), each.ties)


def _of_reactions(case: Case) -> Iterator[list[Prompt]]:
    for reflection in reversed(case.reflections):
        if reflection.feeling:
            feeling = label("Reaction", reflection.feeling)
            because = fill(guidance().because["reaction"], {"feeling": feeling})
            yield _prompts(guidance().reactions[reflection.feeling], because, (reflection.id,))


def _of_principles(assessment: Assessment) -> Iterator[list[Prompt]]:
    ranked = [bearing for bearing in assessment.bearings if bearing.rank is not None]
    for place, bearing in zip(("first", "second"), ranked, strict=False):
        name = knowledge().principles[bearing.principle].name
        because = fill(guidance().because[place], {"principle": name})
        yield _prompts(guidance().principles[bearing.principle], because, ())
