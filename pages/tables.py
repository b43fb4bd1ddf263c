"""Tables."""
import streamlit as st
from imh.ui import session
session.required()
st.title("Tables")
