"""Rate: how much each principle bears on the case, each for themselves, before the app's view."""

import streamlit as st

from imh.ui.core import session
from imh.ui.core.markup import element, safety_banner, show
from imh.ui.rating.all_ratings import all_ratings, are_shown, who_has_rated
from imh.ui.rating.own_rating import own_rating

opened = session.required()
st.title("Rate")
safety_banner(opened.assessment)
if are_shown(opened):
    all_ratings(opened)
else:
    show(
        element(
            "p",
            "How much does each principle bear on this case? Rate before you read the app's view. "
            "Nobody sees your rating before all of them are shown.",
            "subtitle",
        )
    )
    own_rating(opened)
    who_has_rated(opened)
