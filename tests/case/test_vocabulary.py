"""Groups of codes hold codes that there are, and no group is written down twice."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from imh.case import vocabulary

ROOT = Path(__file__).resolve().parents[2]
CODES = {
    code
    for vocabulary_of in vars(vocabulary).values()
    for code in get_args(vocabulary_of)
    if isinstance(code, str)
}
GROUPS = {name: group for name, group in vars(vocabulary).items() if isinstance(group, frozenset)}


def test_groups_hold_codes_that_there_are() -> None:
    assert GROUPS
    for name, group in GROUPS.items():
        assert group <= CODES, (name, group - CODES)


def test_no_two_groups_are_the_same() -> None:
    assert len(set(GROUPS.values())) == len(GROUPS)


def test_no_group_is_written_down_twice() -> None:
    """What is asked of a field in two places has a name in the vocabulary."""
    places = defaultdict(list)
    for path in sorted([*(ROOT / "imh").rglob("*.py"), *(ROOT / "pages").glob("*.py")]):
        for line, group in _written(ast.parse(path.read_text(encoding="utf-8"))):
            places[group].append(f"{path.relative_to(ROOT)}:{line}")
    assert not {tuple(sorted(group)): found for group, found in places.items() if len(found) > 1}


def _written(tree: ast.AST) -> Iterator[tuple[int, frozenset[str]]]:
    """Every set, and every tuple that something is looked up in, of two codes or more."""
    nodes = list(ast.walk(tree))
    asked = [one for node in nodes if isinstance(node, ast.Compare) for one in node.comparators]
    tuples = [one for one in asked if isinstance(one, ast.Tuple)]
    for one in (*tuples, *(node for node in nodes if isinstance(node, ast.Set))):
        codes = [code.value for code in one.elts if isinstance(code, ast.Constant)]
        if len(codes) == len(one.elts) > 1 and CODES.issuperset(codes):
            yield one.lineno, frozenset(codes)
