"""The lines of the record in words that go on after the name of whoever did it."""

from __future__ import annotations

from imh.library.audit import Line

_WORDS = {
    "begin": "began the case",
    "open": "opened the case",
    "change": "changed the case: revision {revision}",
    "rate": "rated for a meeting: revision {revision}",
    "snapshot": "gave revision {revision} a name",
    "export": "took the case out of the library: {form}",
    "share": "gave {with_account} a part in the case: {role}",
    "unshare": "took the part of {with_account} in the case back",
    "delete": "deleted the case and its revisions: {revisions}",
    "refused": "was refused: {act}",
    "set_up": "set the library up",
    "unlock": "opened the library",
    "passphrase": "changed the passphrase",
    "recovery_key": "made a new recovery key",
    "backup": "made a backup",
    "restore": "restored this library from a backup",
}


def in_words(line: Line) -> str:
    """What was done, such as "changed the case: revision 7"; it holds no text of a case."""
    plain = line.action.replace("_", " ")
    detail = {name: str(value).replace("_", " ") for name, value in line.detail.items()}
    try:
        return _WORDS.get(line.action, plain).format_map(detail)
    except KeyError:
        return plain
