"""Tables: people, ties, events, places and the wider world, as one would fill in a spreadsheet."""

import streamlit as st

from imh.tables.columns import TABLES, Table
from imh.tables.rows import Row, saving
from imh.ui.components.paste_catcher import paste_catcher
from imh.ui.core import permissions, session
from imh.ui.core.markdown import as_typed
from imh.ui.core.markup import bullets, element, safety_banner, show
from imh.ui.tables import STYLE
from imh.ui.tables.grid import grid
from imh.ui.tables.unsaved_tables import keep, paste, save, sheet_of, told

CHOSEN = "view:table"
BY_NAME: dict[str, Table] = {table.collection: table for table in TABLES}

on_screen = permissions.to_change("Tables")
st.html(STYLE)


def heading(name: str) -> str:
    """The name of a table with how much is in it."""
    table = BY_NAME[name]
    mark = " ✎" if sheet_of(on_screen, table).changed else ""
    return f"{table.title} ({len(getattr(on_screen.case, table.collection))}){mark}"


def calling(place: int, row: Row, table: Table) -> str:
    """How a row is spoken of in a message."""
    if place < 0:
        return "A deleted row"
    name = row.cells.get("name") or row.cells.get("title") or ""
    return f"Row {place + 1}" + (f" ({name})" if name else "")


st.title("Tables")
safety_banner(on_screen.assessment)
head = st.container()  # filled last, when it is known what is typed
table = BY_NAME[st.session_state.get(CHOSEN, TABLES[0].collection)]
sheet = sheet_of(on_screen, table)
key = f"view:grid-{table.collection}-{sheet.revision}"
if key not in st.session_state and sheet.typed != sheet.start:
    sheet = sheet.begun_anew()
    key = f"view:grid-{table.collection}-{sheet.revision}"
typed = grid(on_screen.case, table, sheet, key, height=430)
keep(on_screen, table, sheet, typed)
with head:
    st.segmented_control(
        "Which table",
        list(BY_NAME),
        default=TABLES[0].collection,
        format_func=lambda name: as_typed(heading(name)),
        key=CHOSEN,
        label_visibility="collapsed",
        required=True,
    )
block = paste_catcher(key=f"paste-{table.collection}")
if block:
    paste(on_screen, table, block)
    st.rerun()

found = saving(on_screen.case, table, typed)
changes = len(found.edits) + len(found.problems)
buttons, says = st.columns([2, 3], gap="medium")
with buttons, st.container(horizontal=True):
    if st.button("Save the table", type="primary", disabled=not changes, key="save-table"):
        save(on_screen, table)
        st.rerun()
    with st.popover("Paste rows", icon=":material/content_paste:"):
        st.caption(
            "Copy the rows in the spreadsheet and paste them here or right onto the table. "
            "With a first line of headings the columns may stand in any order."
        )
        with st.form("paste-form", border=False, clear_on_submit=True):
            text = st.text_area("Rows, cells parted by tabs", height=120, key="pasted-rows")
            if st.form_submit_button("Put them in the table") and text.strip():
                paste(on_screen, table, text)
                st.rerun()
with says:
    trouble, done = session.pop_notice(), told()
    if trouble:
        st.warning(as_typed(trouble))
    if found.problems:
        messages = [
            f"{calling(place, typed[place], table)}. {problem}"
            for place, problem in sorted(found.problems.items())
        ]
        show(
            '<div role="status" class="row-problems">',
            element("p", "These rows wait until they are put right; all others can be saved:"),
            bullets(messages, "plain"),
            "</div>",
        )
    elif done and not changes:
        show('<div role="status">', element("p", done, "small"), "</div>")
    elif not changes:
        st.caption(
            "Select a cell and type. Add a row at the end of the table; to delete rows, tick them "
            "at their left edge and press Delete."
        )
    else:
        st.caption("Not in the case yet. One saving is one step that undo takes back.")
