"""What the session remembers is typed in one place; elsewhere only fields are read."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from imh.ui import session_state
from imh.ui.session_state import Slot, SlotFamily

ROOT = Path(__file__).parents[2]
MODULES = {
    str(file.relative_to(ROOT)): ast.parse(file.read_text("utf-8"))
    for folder in ("imh/ui", "pages")
    for file in sorted((ROOT / folder).rglob("*.py"))
}
READ_OR_FILL_FIELDS = {
    "imh/ui/cases/filters.py",
    "imh/ui/components/save_button/__init__.py",
    "imh/ui/components/writing_box/__init__.py",
    "imh/ui/core/conflict_panel.py",
    "imh/ui/formulation/review.py",
    "imh/ui/formulation/versions.py",
    "imh/ui/history/former_state.py",
    "imh/ui/inspector/form_widgets.py",
    "imh/ui/inspector/inspector_panel.py",
    "imh/ui/interview/answering.py",
    "imh/ui/library/audit_record.py",
    "imh/ui/map/map_editor.py",
    "imh/ui/people/grant.py",
    "imh/ui/people/tickets.py",
    "imh/ui/rating/fields.py",
    "imh/ui/rating/own_rating.py",
    "imh/ui/reflection/fields.py",
    "imh/ui/reflection/on_the_map.py",
    "imh/ui/timeline/event_list.py",
    "pages/map.py",
    "pages/tables.py",
    "pages/timeline.py",
}
"""Modules that ask Streamlit for what stands in a field, or put something into one."""


def is_the_state(node: ast.expr) -> bool:
    return ast.unparse(node) == "st.session_state"


def asked_for(tree: ast.AST) -> Iterator[ast.expr]:
    """What a module asks the session's state for, or puts there."""
    for node in ast.walk(tree):
        match node:
            case ast.Subscript(value=state, slice=key) if is_the_state(state):
                yield key
            case ast.Compare(left=key, comparators=[state]) if is_the_state(state):
                yield key
            case ast.Call(func=ast.Attribute(value=state), args=[ast.Dict(keys=keys)]):
                yield from (key for key in keys if key and is_the_state(state))
            case ast.Call(func=ast.Attribute(value=state), args=[key, *_]) if is_the_state(state):
                yield key


def keys_of_widgets(tree: ast.AST) -> set[str]:
    return {
        ast.unparse(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg == "key"
    }


EVERY_KEY = set[str]().union(*map(keys_of_widgets, MODULES.values()))


def is_a_field(key: ast.expr, tree: ast.AST) -> bool:
    """Whether a key is a widget's, as far as it is written out: a parameter may be any."""
    words = ast.unparse(key)
    if isinstance(key, ast.Constant | ast.JoinedStr | ast.BinOp):
        return False
    if not re.match("_?[A-Z]", words):
        return True
    return words in (keys_of_widgets(tree) if words.startswith("_") else EVERY_KEY)


def test_beside_the_slots_only_fields_are_asked_for() -> None:
    astray = [
        f"{name}:{key.lineno}: {ast.unparse(key)}"
        for name, tree in MODULES.items()
        if name != "imh/ui/session_state.py"
        for key in asked_for(tree)
        if not is_a_field(key, tree)
    ]
    assert not astray, "give it a Slot in imh/ui/session_state.py"


def test_it_is_known_which_modules_read_or_fill_fields() -> None:
    found = {
        name
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and is_the_state(node)
    }
    assert found - {"imh/ui/session_state.py"} == READ_OR_FILL_FIELDS


def test_every_place_has_a_name_of_its_own() -> None:
    every = vars(session_state).values()
    slots = [slot.name for slot in every if isinstance(slot, Slot)]
    families = [family.name for family in every if isinstance(family, SlotFamily)]
    assert len(slots) > 30
    names = [*slots, *families]
    assert len(set(names)) == len(names)
    for family in families:
        if family != "{}":  # a list's page stands under the list's own key
            pattern = re.escape(family).replace(r"\{\}", ".+")
            assert not [name for name in slots if re.fullmatch(pattern, name)]


def test_what_is_asked_for_by_a_word_would_be_found() -> None:
    tree = ast.parse("st.session_state.get('a'); st.session_state[_B]; _C in st.session_state")
    assert [is_a_field(key, tree) for key in asked_for(tree)] == [False] * 3
    tree = ast.parse("st.text_input('Name', key=_B); st.session_state.update({_B: '', _C: ''})")
    assert [is_a_field(key, tree) for key in asked_for(tree)] == [True, False]
