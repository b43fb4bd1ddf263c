"""What was written, and what can be done with it: edit, share, remove."""

import streamlit as st

from imh.case.case import Case
from imh.case.edits import Change, Edit, Remove
from imh.case.labels import label
from imh.case.reflections import Reflection
from imh.case.vocabulary import SOME_OR_MUCH
from imh.forms.controls import title
from imh.principles.sentences import joined, name_of
from imh.ui.core import session
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.core.markdown import as_typed
from imh.ui.core.markup import bullets, element, show
from imh.ui.inspector.form_widgets import take
from imh.ui.reflection.fields import SUPERVISION, edit, refuse


def reflection_list(on_screen: CaseOnScreen) -> None:
    """Every reflection that one may read, the latest first, with what can be done with it."""
    case = on_screen.own
    show(element("h2", f"What was written ({len(case.reflections)})", "part"))
    kept = len(on_screen.case.reflections) - len(case.reflections)
    if kept:
        st.caption(as_typed(f"Others keep {kept} more for themselves."))
    elif not case.reflections:
        st.caption("Nothing is written yet. That is neither good nor bad.")
    for reflection in reversed(case.reflections):
        with st.container(border=True, key=f"reflection-{reflection.id}", gap="xsmall"):
            views = (f"{name_of(case, v.who)}: {v.says or 'not said'}" for v in reflection.views)
            show(
                element("h3", _heading(reflection), "part"),
                element("p", _about(case, reflection), "small"),
                element("p", reflection.text) if reflection.text else "",
                bullets(views, "plain"),
            )
            _buttons(reflection, of_another=reflection.id in on_screen.of_others)


def _heading(reflection: Reflection) -> str:
    """Its kind, with the feeling and how strong it was, or the state of supervision."""
    words = title(label("ReflectionKind", reflection.kind))
    if reflection.feeling:
        words = title(label("Reaction", reflection.feeling))
        if reflection.strength in SOME_OR_MUCH:
            words += f", {reflection.strength}"
    if reflection.kind == "supervision" and reflection.state in SUPERVISION:
        words += f": {SUPERVISION[reflection.state]}"
    return words


def _about(case: Case, reflection: Reflection) -> str:
    """Who wrote it, towards whom, and whether anybody else may read it."""
    parts = ["Shared with the team" if reflection.shared else "Only yours"]
    if reflection.by:
        parts.append(f"by {name_of(case, reflection.by)}")
    if reflection.towards:
        parts.append(f"towards {joined(name_of(case, each) for each in reflection.towards)}")
    return ", ".join(parts)


def _buttons(reflection: Reflection, *, of_another: bool) -> None:
    """What was shared anybody may change or remove; only who wrote it takes it back."""
    name = reflection.id
    share = "Make it private again" if reflection.shared else "Share with the team"
    steps: dict[str, tuple[str, Edit]] = {"remove": ("Remove", Remove(id=name))}
    if not of_another:
        shared = Change.of(name, shared=not reflection.shared)
        steps = {"share": (share, shared), **steps}
    with st.container(horizontal=True):
        st.button("Edit", key=f"edit-{name}", type="tertiary", on_click=edit, args=(reflection,))
        for key, (words, step) in steps.items():
            st.button(
                as_typed(words), key=f"{key}-{name}", type="tertiary", on_click=_do, args=(step,)
            )


def _do(step: Edit) -> None:
    """Do a step; why it could not be done is told under the fields."""
    if not take(step):
        refuse(f"Not done. {session.pop_notice()}")
