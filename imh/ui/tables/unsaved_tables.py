"""The tables of the open case in this session: what is typed is kept until it is saved."""

from imh.tables.columns import Table
from imh.tables.rows import Row, saving
from imh.tables.sheet import Sheet, TooManyRows, pasted
from imh.ui.core import autosave, session
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.session_state import SHEET, TABLE_SAVED, Slot


def _typed(on_screen: CaseOnScreen, table: Table) -> Slot[Sheet | None]:
    return SHEET.of(f"{on_screen.key}:{table.collection}")


def sheet_of(on_screen: CaseOnScreen, table: Table) -> Sheet:
    """The table as it is being worked on, brought up to date with the case."""
    kept = _typed(on_screen, table).get()
    if kept is None:
        kept = _left(on_screen, table) or Sheet.of(on_screen.case, table)
    return kept.onto(on_screen.case, table)


def keep(on_screen: CaseOnScreen, table: Table, sheet: Sheet, typed: tuple[Row, ...]) -> None:
    """Keep what stands in the grid, also over a reload of the page."""
    _put(on_screen, table, Sheet(sheet.shown, sheet.start, typed, sheet.problems, sheet.revision))


def _put(on_screen: CaseOnScreen, table: Table, sheet: Sheet) -> None:
    _typed(on_screen, table).put(sheet)
    text = sheet.kept() if sheet.changed else ""
    if text != autosave.saved(on_screen, _place(table)):
        autosave.save(on_screen, _place(table), text)


def _left(on_screen: CaseOnScreen, table: Table) -> Sheet | None:
    """What was typed and is not in the case, as it was left in another session or a sample."""
    kept = autosave.saved(on_screen, _place(table))
    return Sheet.left(kept) if kept else None


def _place(table: Table) -> str:
    return f"table {table.collection}"


def paste(on_screen: CaseOnScreen, table: Table, text: str) -> None:
    """Add rows copied from a spreadsheet; when they cannot be, the next screen says why."""
    try:
        rows = pasted(text, table)
    except TooManyRows as error:
        session.notify(str(error))
        return
    _put(on_screen, table, sheet_of(on_screen, table).with_rows(rows))


def save(on_screen: CaseOnScreen, table: Table) -> None:
    """Take every row that can be taken, in one step; the others stay as they were typed."""
    sheet = sheet_of(on_screen, table)
    found = saving(on_screen.case, table, sheet.typed)
    if found.edits and not session.do(found.step):
        return
    now = session.on_screen()
    assert now is not None
    _put(now, table, sheet.saved(now.case, table, found))
    count = len(found.edits)
    TABLE_SAVED.put(f"{count} {'row' if count == 1 else 'rows'} saved in one step.")


def told() -> str:
    """What was saved a moment ago, told once."""
    return TABLE_SAVED.take()
