"""Rate: how much each principle bears on the case, each for themselves, before the app's view."""

import streamlit as st

from imh.ui.core import session
from imh.ui.core.markup import element, safety_banner, show
from imh.ui.rating.all_ratings import all_ratings, are_shown, who_has_rated
from imh.ui.rating.own_rating import own_rating

on_screen = session.required()
st.title("Rate")
safety_banner(on_screen.assessment)
if are_shown(on_screen):
    all_ratings(on_screen)
else:
    show(
        element(
            "p",
            "How much does each principle bear on this case? Rate before you read the app's view. "
            "Nobody sees your rating before all of them are shown.",
            "subtitle",
        )
    )
    own_rating(on_screen)
    who_has_rated(on_screen)
