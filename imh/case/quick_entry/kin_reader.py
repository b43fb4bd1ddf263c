"""Reading kinship words: "maternal grandmother", "mother of Ana", "Ana's mother", MGM, FOB."""

from imh.case.quick_entry.kin import (
    IndexChildStatement,
    KinStatement,
    RoleThroughParentStatement,
    RoleTiesStatement,
    say_kin,
)
from imh.case.quick_entry.statement import FieldStatement, Statement, code_in_words
from imh.case.quick_entry.syntax.kinship_words import (
    SIDE_OPENINGS,
    KinWord,
    kin_abbreviations,
    kin_word,
    side_gender,
)
from imh.case.quick_entry.syntax.lexer import Token, tokenize
from imh.case.quick_entry.syntax.parse_error import ParseError
from imh.case.quick_entry.syntax.scanner import Scanner
from imh.case.quick_entry.ties import TieStatement

_LONGEST_KIN_WORD = 4
_CHOSEN = frozenset({"friendship", "partner_of"})


def read_kin(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read a kinship word with whose kin it is, None when there is none here."""
    return read_possessive_kin(scanner, subject) or _read_own_kin(scanner, subject)


def read_chosen_tie(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read ``close friend of Ana``: who they are and how it is.

    Only between friends and partners: a close relative or neighbour need not be warm.
    """
    quality = scanner.read_code("quality", bare=True)
    found = read_kin(scanner, subject) if quality else None
    kin = next((each for each in found or () if isinstance(each, KinStatement)), None)
    if kin is None or kin.word.tie not in _CHOSEN:
        return None
    how = TieStatement(source=subject, target=kin.other, changes={"quality": quality})
    return [*(found or ()), how]


def read_possessive_kin(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read ``Ana's mother``."""
    start = scanner.position
    for count in range(1, _LONGEST_KIN_WORD + 1):
        pieces = scanner.tokens[start : start + count]
        if len(pieces) < count or any(piece.kind != "word" for piece in pieces):
            break
        owner = " ".join(piece.text for piece in pieces)
        if owner.lower().endswith("'s") and side_gender(owner) is None:
            scanner.position = start + count
            word = read_kin_word(scanner)
            if word is None or word.tie is None:
                break
            other = scanner.names.find(owner[:-2])
            if other is None and not owner[:1].isupper():
                break
            if other is None:
                raise scanner.names.missing(owner[:-2])
            scanner.needs.add(other)
            return kin_statements(subject, other, word)
    scanner.position = start
    return None


def _read_own_kin(scanner: Scanner, subject: str) -> list[Statement] | None:
    start = scanner.position
    spelled = _read_abbreviation(scanner)
    if spelled is not None:
        scanner.position = start + 1
        inside = Scanner(" ".join(t.text for t in spelled), spelled, scanner.names, scanner.needs)
        return _read_own_kin(inside, subject)
    side = _read_side(scanner)
    word = read_kin_word(scanner)
    if word is None:
        scanner.position = start
        return None
    if side is None:
        other = read_after_of(scanner, word)
        if other is not None:
            return kin_statements(subject, other, word)
    side = side or _read_side(scanner)
    return _role_statements(scanner, subject, word, side)


def _read_abbreviation(scanner: Scanner) -> tuple[Token, ...] | None:
    token = scanner.peek()
    if token is None or token.kind != "word":
        return None
    spelled = kin_abbreviations().get(token.text.casefold().replace(".", ""))
    return tokenize(spelled) if spelled else None


def _read_side(scanner: Scanner) -> str | None:
    """Read "maternal", "mom's" or "on the mother's side"."""
    start = scanner.position
    skipped = 0
    while (token := scanner.peek()) and token.text.lower() in SIDE_OPENINGS and skipped < 2:
        scanner.position += 1
        skipped += 1
    token = scanner.peek()
    side = side_gender(token.text) if token and token.kind == "word" else None
    if side is None:
        scanner.position = start
        return None
    scanner.position += 1
    following = scanner.peek()
    if following and following.text.lower() == "side":
        scanner.position += 1
    return side


def read_kin_word(scanner: Scanner) -> KinWord | None:
    for count in range(_LONGEST_KIN_WORD, 0, -1):
        pieces = scanner.tokens[scanner.position : scanner.position + count]
        if len(pieces) == count and all(piece.kind == "word" for piece in pieces):
            word = kin_word(" ".join(piece.text for piece in pieces))
            if word is not None:
                scanner.position += count
                return word
    return None


def read_after_of(scanner: Scanner, word: KinWord) -> str | None:
    """Read ``of Ana``; "of the child" is what the word says anyway."""
    start = scanner.position
    token = scanner.peek()
    if token is None or token.text.lower() not in ("of", "to", "from", "with"):
        return None
    scanner.position += 1
    other = scanner.read_name()
    if other is not None:
        return other
    rest = [piece.text.lower() for piece in scanner.tokens[scanner.position : scanner.position + 2]]
    if rest and rest[-1] in ("child", "baby"):
        scanner.position += len(rest)
        return None
    if word.tie is None:
        scanner.position = start
        return None
    return scanner.expect_name()


def kin_statements(subject: str, other: str, word: KinWord) -> list[Statement]:
    found: list[Statement] = [
        KinStatement(subject=subject, other=other, word=word),
        RoleThroughParentStatement(subject=subject, other=other, word=word),
    ]
    return [*gender_statements(subject, word), *found]


def gender_statements(subject: str, word: KinWord) -> list[Statement]:
    if word.gender is None:
        return []
    return [FieldStatement(subject=subject, changes={"gender": word.gender}, words="")]


def _role_statements(
    scanner: Scanner, subject: str, word: KinWord, side: str | None
) -> list[Statement]:
    """Make the statements of a kinship word without a name after it."""
    role, tie = word.role, word.tie or "kin"
    if side and role is None and tie == "partner_of":
        role = "parents_partner"
    if role == "child":
        return [*gender_statements(subject, word), IndexChildStatement(subject=subject)]
    if role is None:
        raise ParseError(
            "it is not said whose", f"name the other, for example: {code_in_words(tie)} Ana"
        )
    words = {"female": "maternal ", "male": "paternal "}.get(side or "", "") + say_kin(word, role)
    changes = {"role": role} | ({"gender": word.gender} if word.gender else {})
    return [
        FieldStatement(subject=subject, changes=changes, words=words),
        RoleTiesStatement(subject=subject, role=role, tie=tie, side=side),
    ]


def read_role_only(scanner: Scanner, subject: str) -> list[Statement] | None:
    """Read a role after the word "role": it is set, and no tie follows from it."""
    word = read_kin_word(scanner)
    if word is None or word.role is None:
        return None
    if word.role == "child":
        return [FieldStatement(subject=subject, changes={"role": "child"}, words="role child")]
    changes = {"role": word.role} | ({"gender": word.gender} if word.gender else {})
    return [FieldStatement(subject=subject, changes=changes, words=say_kin(word, word.role))]
