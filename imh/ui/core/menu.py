"""Which pages the menu has for whom."""

from collections.abc import Mapping, Sequence

from streamlit.navigation.page import StreamlitPage

from imh.library.roles import Act, may
from imh.ui.core import sign_in

Menu = Mapping[str, Sequence[StreamlitPage]]
FOR_VISITORS = ("Map", "Timeline", "Principles", "Rate")
FOR_RATERS = ("Rate",)
FOR_TEAMS = ("Sharing",)


def pages_for_account(menu: Menu) -> dict[str, list[StreamlitPage]]:
    """The pages that whoever is in may come to; there is no way to any other."""
    mine = {heading: [page for page in pages if _is_mine(page)] for heading, pages in menu.items()}
    return {heading: pages for heading, pages in mine.items() if pages}


def _is_mine(page: StreamlitPage) -> bool:
    account = sign_in.account()
    if account.visitor:
        return page.title in FOR_VISITORS
    if page.title in FOR_RATERS and account.everywhere:
        return may(account.everywhere, Act.RATE)
    return page.title not in FOR_TEAMS or sign_in.where() == "team"
