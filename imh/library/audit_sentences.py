"""The lines of the record in words that go on after the name of whoever did it."""

from __future__ import annotations

from imh.library.audit import AuditLine
from imh.library.errors import LibraryError
from imh.library.retention import Retention

_WORDS = {
    "begin": "began the case",
    "open": "opened the case",
    "change": "changed the case: revision {revision}",
    "rate": "rated the case",
    "snapshot": "gave revision {revision} a name",
    "export": "took the case out of the library: {form}",
    "share": "gave {with_account} a part in the case: {role}",
    "unshare": "took the part of {with_account} in the case back",
    "invite": "invited {email} to the case: {role}",
    "uninvite": "took the invitation of {email} back",
    "accept": "accepted an invitation to the case: {role}",
    "make_ticket": "made a ticket for a guest: {for_account}",
    "withdraw_ticket": "withdrew a ticket: {for_account}",
    "visit": "came in as a guest",
    "sign_in": "signed in",
    "sign_out": "signed out",
    "delete": "deleted the case and its revisions: {revisions}",
    "refused": "was refused: {act}",
    "set_up": "set the library up",
    "unlock": "opened the library",
    "passphrase": "changed the passphrase",
    "recovery_key": "made a new recovery key",
    "backup": "made a backup",
    "retention": "set how long cases are kept: {kept}",
    "restore": "restored this library from a backup",
    "seal_missed": "opened the library, whose record does not hold the seal that was noted",
    "seal_anew": "let the seals that were noted before count no more",
}


def in_words(line: AuditLine) -> str:
    """What was done, such as "changed the case: revision 7"; it holds no text of a case."""
    plain = line.action.replace("_", " ")
    detail = {name: str(value).replace("_", " ") for name, value in line.detail.items()}
    try:
        if line.action == "retention":
            detail["kept"] = Retention(**line.detail).until
        return _WORDS.get(line.action, plain).format_map(detail)
    except (KeyError, TypeError, LibraryError):
        return plain
