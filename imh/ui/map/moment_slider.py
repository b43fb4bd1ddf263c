"""Which moment the family map shows."""

import streamlit as st

from imh.case.case import Case
from imh.principles.sentences import age_words
from imh.ui.core.markdown import as_typed


def moment_slider(case: Case) -> float | None:
    """Choose a moment; return the child's age then in months, None for today.

    There is a step for every age at which something happened, ending today.
    """
    now = case.reference_age_months
    ages = sorted({e.at_months for e in case.events if e.at_months is not None} | {now})
    if len(ages) < 2:
        return None
    chosen = st.select_slider(
        "The map as of",
        ages,
        value=now,
        format_func=lambda age: as_typed("today" if age == now else age_words(age)),
        key="view:as_of",
    )
    return None if chosen == now else float(chosen)
