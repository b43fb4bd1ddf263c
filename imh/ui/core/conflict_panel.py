"""Two people changed the same place: both versions side by side, and somebody chooses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from imh.case.merge import Conflict, ConflictLine, Side
from imh.library.concurrent_merge import UnresolvedMerge
from imh.library.errors import LibraryError
from imh.ui.core import session
from imh.ui.core.change_lines import ANOTHER, authors
from imh.ui.core.markdown import as_typed
from imh.ui.core.markup import element, show

_STYLE = Path(__file__).with_name("changes.css")
_SIDES: dict[Side, str] = {"mine": "Mine", "theirs": "Theirs"}


def conflict_panel(open_choice: UnresolvedMerge) -> None:
    """Show each clash with both versions; nothing is chosen beforehand."""
    st.html(_STYLE)
    who, count = _who(open_choice), len(open_choice.conflicts)
    st.title("Two versions: which one holds?")
    both_changed = "One thing" if count == 1 else f"{count} things"
    show(
        element(
            "p",
            f"{who} saved this case while you worked on it. {both_changed} cannot be both ways: "
            "choose below. Whatever else was changed, here and there, fits together and stays.",
            "subtitle",
        )
    )
    trouble = session.pop_notice()
    if trouble:
        st.error(as_typed(trouble))
    keys = [f"clash:{open_choice.mark}:{number}" for number in range(count)]
    if count > 2:
        _all_at_once(keys)
    for conflict, key in zip(open_choice.conflicts, keys, strict=True):
        _choice(conflict, key, who)
    _end(keys)


def _who(open_choice: UnresolvedMerge) -> str:
    """Who saved the other version."""
    theirs = open_choice.theirs
    try:
        since = theirs.revisions(after=open_choice.before) if theirs.can_look_back else ()
    except LibraryError:
        since = ()
    return authors(since, theirs.access.account.id)


def _all_at_once(keys: Sequence[str]) -> None:
    with st.container(horizontal=True):
        for side, name in _SIDES.items():
            st.button(
                as_typed(f"{name} everywhere"), key=f"all:{side}", on_click=_take, args=(keys, side)
            )


def _take(keys: Sequence[str], side: Side) -> None:
    for key in keys:
        st.session_state[key] = side


def _choice(conflict: Conflict, key: str, who: str) -> None:
    with st.container(border=True, gap="xsmall"):
        show(element("h2", heading(conflict), "part"), side_by_side(conflict, who))
        if conflict.only_places:
            st.caption("Only where it stands: what the case says is the same either way.")
        st.radio(
            as_typed(f"What holds for {heading(conflict)}?"),
            list(_SIDES),
            index=None,
            format_func=lambda side: as_typed(_SIDES[side]),
            horizontal=True,
            key=key,
        )


def heading(conflict: Conflict) -> str:
    """What a choice is about in a few words: ``Rosa: age``."""
    first, *others = conflict.parts
    return f"{first.about}, and what goes with it" if others else first.about


def side_by_side(conflict: Conflict, who: str) -> str:
    """Both versions of each part as a table, with what was there before."""
    named = len(conflict.parts) > 1
    theirs = f"Theirs: {who[:1].lower() + who[1:] if who.startswith(ANOTHER) else who}"
    columns = ["Before", "Mine", theirs]
    top = "".join(element("th", name).replace("<th>", '<th scope="col">') for name in columns)
    body = "".join(f"<tr>{_row(part, named)}</tr>" for part in conflict.parts)
    top = f"<td></td>{top}" if named else top
    return f'<table class="versions"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>'


def _row(part: ConflictLine, named: bool) -> str:
    about = element("th", part.about).replace("<th>", '<th scope="row">') if named else ""
    said = (part.base, part.mine, part.theirs)
    return about + "".join(element("td", text or "nothing") for text in said)


def _end(keys: Sequence[str]) -> None:
    """Save once everything is chosen, or leave it for later."""
    chosen: list[Side | None] = [st.session_state.get(key) for key in keys]
    made = [side for side in chosen if side is not None]
    left = len(keys) - len(made)
    with st.container(horizontal=True):
        save = st.button("Save these choices", type="primary", disabled=left > 0, key="settle")
        later = st.button("Decide later", key="decide-later")
    st.caption(
        "Until you have chosen, both versions are kept, also when you close this window. "
        "Afterwards both can still be read under History, and gone back to, whichever you choose."
    )
    if save:
        session.settle(made)
        st.rerun()
    if later:
        session.close_case()
        st.switch_page("pages/cases.py")
