"""A form on the screen: what is changed there is done at once and can be taken back."""

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import streamlit as st

from imh.case.edits import Edit, Several
from imh.forms import controls, form_for
from imh.forms.controls import Control, Field, Form, FormPart, FormSection, FormStep, Pick, Press
from imh.ui.core import session
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.core.markdown import as_typed
from imh.ui.core.markup import element, show
from imh.ui.session_state import CASE_CHANGED, DONE_HERE, EDIT_REFUSED, SECTION_BEGINS

Opens = Callable[[str], None]
"""What opens an entry in the panel."""


def draw_form(form: Form, owner: str, opens: Opens) -> None:
    """Draw the form of an entry; ``opens`` is called with the id of an entry to show instead."""
    # A key of its own for each entry, so that the next one is not shown scrolled down.
    with st.container(key=f"inspector-form-{owner}", gap="xsmall"):
        _draw(form.common, owner, opens)
        if form.more:
            _fold(FormSection("more", "More", form.more), owner, opens)


def _draw(parts: tuple[FormPart, ...], owner: str, opens: Opens) -> None:
    for part in parts:
        if not isinstance(part, FormSection):
            _DRAWN[type(part)](part, _key(owner, part.name), owner, opens)
        elif part.folded:
            _fold(part, owner, opens)
        else:
            show(element("h3", part.heading, "part"))
            _draw(part.parts, owner, opens)


def _fold(section: FormSection, owner: str, opens: Opens) -> None:
    """Sections are drawn only while they are open: a person may have a hundred fields."""
    place = f"{owner}:{section.name}"
    begins = SECTION_BEGINS.of(place, lambda: section.open).keep()
    key = f"view:open:{place}"
    fold = st.expander(as_typed(section.heading), begins, key=key, on_change="rerun")
    if fold.open:
        with fold:
            _draw(section.parts, owner, opens)


def _key(owner: str, name: str) -> str:
    return f"view:field:{owner}:{name}"


# ------------------------------------------------------------------ what was done


def _changed(owner: str, name: str, key: str) -> None:
    """Do what a field was changed to; the form is made anew, as another field may be ahead."""
    current = session.on_screen()
    if current is None or owner not in current.case.entries:
        return
    field = form_for(current.case, owner).control(name)
    if not isinstance(field, Field):
        return
    value = _given(field, st.session_state[key])
    if value != field.value and not take(field.edit(value)):
        reason = session.pop_notice()
        typed = value if isinstance(value, str) else _typed_anew(field, value)
        EDIT_REFUSED.put((owner, _in_words(reason, field), typed))


def _typed_anew(field: Field, value: Any) -> str:
    """What was typed into a list of several beyond what it offers."""
    if not isinstance(field, controls.Several):
        return ""
    return ", ".join(each for each in value if each not in field.options)


def _in_words(reason: str, field: Field) -> str:
    """A reason that names the field as the screen does."""
    code = re.escape(field.name.rpartition(".")[2])
    named = re.sub(rf"(^|: ){code}: ", lambda found: f"{found[1]}{field.label}: ", reason)
    return f"Not changed. {named}"


def _given(field: Field, value: Any) -> Any:
    if isinstance(field, controls.Several):
        return tuple(value)
    if isinstance(field, controls.Words):
        return value or ""
    return value


def take(edit: Edit) -> bool:
    """Do an edit of this panel and remember that it was done here."""
    if isinstance(edit, Several) and not edit.edits:
        return True
    done = session.do(edit)
    if done:
        current = session.on_screen()
        assert current is not None
        assert current.open_case is not None
        DONE_HERE.put(current.open_case.history.done)
        EDIT_REFUSED.clear()
    CASE_CHANGED.put(True)
    return done


def follow(step: FormStep, opens: Opens, owner: str, typed: str = "") -> None:
    """Take a step: its edit, if it has one, then open what it leads to.

    ``typed`` are own words that it was made of, to be read again where it is refused.
    """
    if step.edit and not take(step.edit):
        EDIT_REFUSED.put((owner, f"Not done. {session.pop_notice()}", typed))
    elif step.opens:
        EDIT_REFUSED.clear()
        opens(step.opens)


def outcome(on_screen: CaseOnScreen, owner: str) -> None:
    """Tell why the last change was refused, with what was typed; or what was done, to take back.

    ``owner`` is the entry that is shown, "" when none is.
    """
    refused = EDIT_REFUSED.get()
    if refused and refused[0] == owner:
        _, reason, typed = refused
        quote = f"<blockquote>{escape(typed)}</blockquote>" if typed else ""
        show(f'<div class="refused" role="alert">{element("p", reason)}{quote}</div>')
    if on_screen.open_case is None or not on_screen.open_case.history.can_undo:
        return
    history = on_screen.open_case.history
    if DONE_HERE.get() == history.done:
        show(f'<p class="done" role="status">Done: {escape(history.next_undo)}</p>')
        st.button("Take back", key="view:take-back", icon=":material/undo:", on_click=_undo)


def _undo() -> None:
    session.undo()
    EDIT_REFUSED.clear()
    CASE_CHANGED.put(True)


# ------------------------------------------------------------------ fields


def _kept(key: str, value: Any) -> None:
    """Show the case's value. It is set only when another is shown: what is being typed stays."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def _worded(options: Mapping[str, str]) -> Callable[[str], str]:
    return lambda code: options.get(code, code)


def _choice(field: controls.Choice, key: str, owner: str, opens: Opens) -> None:
    _kept(key, field.value)
    st.selectbox(
        as_typed(field.label),
        options=list(field.options),
        format_func=_worded(field.options),
        key=key,
        on_change=_changed,
        args=(owner, field.name, key),
    )


def _several(field: controls.Several, key: str, owner: str, opens: Opens) -> None:
    _kept(key, list(field.value))
    st.multiselect(
        as_typed(field.label),
        options=list(field.options),
        format_func=_worded(field.options),
        accept_new_options=field.own_words,
        placeholder="choose or type" if field.own_words else "choose",
        select_all=False,
        key=key,
        on_change=_changed,
        args=(owner, field.name, key),
    )


def _words(field: controls.Words, key: str, owner: str, opens: Opens) -> None:
    _kept(key, field.value)
    if field.long:
        st.text_area(
            as_typed(field.label),
            height=68,
            key=key,
            on_change=_changed,
            args=(owner, field.name, key),
        )
    else:
        st.text_input(
            as_typed(field.label), key=key, on_change=_changed, args=(owner, field.name, key)
        )


def _number(field: controls.Number, key: str, owner: str, opens: Opens) -> None:
    _kept(key, None if field.value is None else float(field.value))
    st.number_input(
        as_typed(field.label),
        step=1.0,
        format="%g",
        value=None,
        placeholder=field.empty,
        key=key,
        on_change=_changed,
        args=(owner, field.name, key),
    )


def _tick(field: controls.Tick, key: str, owner: str, opens: Opens) -> None:
    _kept(key, field.value)
    st.checkbox(as_typed(field.label), key=key, on_change=_changed, args=(owner, field.name, key))


def _day(field: controls.Day, key: str, owner: str, opens: Opens) -> None:
    _kept(key, field.value)
    st.date_input(
        as_typed(field.label),
        value=None,
        format="YYYY-MM-DD",
        key=key,
        on_change=_changed,
        args=(owner, field.name, key),
    )


def _pick(control: Pick, key: str, owner: str, opens: Opens) -> None:
    if not control.options:
        return
    st.selectbox(
        as_typed(control.label),
        list(control.options),
        index=None,
        format_func=_worded(control.options),
        accept_new_options=control.own_words,
        placeholder="choose or type" if control.own_words else "choose",
        key=key,
        on_change=_picked,
        args=(owner, control.name, key, opens),
    )


def _picked(owner: str, name: str, key: str, opens: Opens) -> None:
    chosen, current = st.session_state[key], session.on_screen()
    st.session_state[key] = None
    if chosen is None or current is None or owner not in current.case.entries:
        return
    control = form_for(current.case, owner).control(name)
    if isinstance(control, Pick):
        typed = "" if chosen in control.options else str(chosen)
        follow(control.step(chosen), opens, owner, typed)


def _press(control: Press, key: str, owner: str, opens: Opens) -> None:
    st.button(
        as_typed(control.label),
        key=key,
        type="tertiary" if control.quiet else "secondary",
        on_click=_pressed,
        args=(owner, control.name, opens),
        width="stretch",
    )


def _pressed(owner: str, name: str, opens: Opens) -> None:
    current = session.on_screen()
    if current is None or owner not in current.case.entries:
        return
    control = form_for(current.case, owner).control(name)
    if isinstance(control, Press):
        follow(control.step, opens, owner)


_DRAWN: dict[type[Control], Callable[[Any, str, str, Opens], None]] = {
    controls.Choice: _choice,
    controls.Several: _several,
    controls.Words: _words,
    controls.Number: _number,
    controls.Tick: _tick,
    controls.Day: _day,
    Pick: _pick,
    Press: _press,
}
