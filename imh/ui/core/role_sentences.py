"""Roles in plain words, from the one table of what each may do."""

import streamlit as st

from imh.library.roles import IN_WORDS, MAY, Role
from imh.ui.core.markdown import as_typed
from imh.ui.core.markup import element, show

SHORT = {
    Role.OWNER: "Owner",
    Role.CONTRIBUTOR: "Contributor",
    Role.GUEST: "Consultation guest",
    Role.AUDITOR: "Auditor",
}
PRIVATE = (
    "A reflection that is not shared is read by who wrote it alone. Others who may open the case "
    "see that something was reflected on, and no word of it."
)


def what_each_may_do() -> None:
    """For each role, what it may and may not do with a case."""
    show(element("h2", "What each may do", "part"))
    for role in Role:
        show(element("p", in_words(role), "small"))
    st.caption(as_typed(PRIVATE))


def in_words(role: Role) -> str:
    """What a role may do and what not, as a sentence."""
    may = [str(act) for act in MAY if role in MAY[act]]
    may_not = [str(act) for act in MAY if role not in MAY[act]]
    words = f"{IN_WORDS[role]} may {_listed(may, 'and')}"
    return words + (f", but not {_listed(may_not, 'or')}." if may_not else ".")


def _listed(acts: list[str], last: str) -> str:
    """``open this case, rate it and change it``."""
    first, *others = acts
    several = [first, *(act.replace("this case", "it") for act in others)]
    return f" {last} ".join(filter(None, (", ".join(several[:-1]), several[-1])))
