"""How long cases are kept, and which have been kept for longer than that."""

from datetime import date

import streamlit as st

from imh.library.errors import LibraryError
from imh.library.retention import LONGEST, Retention
from imh.ui.cases.case_list import listed_cases
from imh.ui.cases.filters import page_of
from imh.ui.core import sign_in
from imh.ui.core.markdown import as_typed

PAGE = 15
WHO_SETS_IT = "Whoever runs the server can change this; the deployment page says how."
NEVER = "Nothing is ever deleted by itself; cases past their time are listed here."


def retention_panel() -> None:
    """The setting, who may change it, and the cases that are past their time."""
    st.header("How long cases are kept", anchor=False)
    setting = sign_in.account_cases().retention()
    st.markdown(as_typed(f"{setting.sentence} {NEVER}"))
    if sign_in.account_cases().may_set_retention:
        _change(setting)
    else:
        st.caption(as_typed(WHO_SETS_IT))
    which = setting.past(date.today())
    total = sign_in.account_cases().count(which) if which else 0
    if not which or not total:
        if not setting.off:
            st.markdown("No case is past its time.")
        return
    st.markdown(f"**{total:,} case{'' if total == 1 else 's'} past the time set**")
    place, page = st.container(), page_of(total, PAGE, key="past", about=setting)
    with place:
        cases = sign_in.account_cases().list(which, limit=PAGE, offset=page * PAGE)
        listed_cases(cases, key="past-list")


def _change(setting: Retention) -> None:
    with (
        st.expander("Change how long cases are kept", icon=":material/schedule:"),
        st.form("retention", border=False),
    ):
        st.caption(
            "The law of your place and your agency's rules say how long. Leave a field empty where "
            "it sets no end; with both, a case is kept until the later one. A birth that nobody "
            "noted is counted back from the child's age when the case was last saved; of several "
            "children the youngest counts."
        )
        change, birth = st.columns(2)
        after_change = _years(change, "Years after the last change", setting.after_change)
        after_birth = _years(birth, "Years after the child's birth", setting.after_birth)
        if not st.form_submit_button("Save"):
            return
    try:
        sign_in.account_cases().set_retention(Retention(after_change, after_birth))
    except LibraryError as error:
        st.warning(as_typed(error), icon=":material/error:")
        return
    st.rerun()


def _years(place: st.delta_generator.DeltaGenerator, label: str, now: int | None) -> int | None:
    return place.number_input(
        as_typed(label), 1, LONGEST, now, 1, placeholder="no end", key=f"keep:{label}"
    )
