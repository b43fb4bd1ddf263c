"""Rate: how much each principle bears on the case, each for themselves, before the app's view."""

import streamlit as st

from imh.ui import session
from imh.ui.markup import element, safety_banner, show
from imh.ui.rating.own import own_rating
from imh.ui.rating.together import all_ratings, are_shown, who_has_rated

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
