"""How a statement is known: in a few words, and whether it may be said to everybody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from imh.case.basis import Basis, InformantReport
from imh.case.case import Case
from imh.formulation.language import capital, says
from imh.formulation.wording import wording
from imh.principles.sentences import NO_SOURCE, basis_words, joined, name_of


def known_by(case: Case, bases: Iterable[Basis]) -> str:
    """``seen on two visits; told by Rosa``, with a word when it was told in confidence.

    Empty when nobody noted a source.
    """
    several = list(bases)
    words = basis_words(case, several)
    if words == NO_SOURCE:
        words = ""
    if any(basis.in_confidence for basis in several):
        secret = wording("language").word("words", "in_confidence")
        words = f"{words}, {secret}" if words else secret
    return words


def teller(case: Case, basis: Basis) -> str:
    """Whose account it is: names, or the record, or what was seen."""
    if basis.by:
        return joined(name_of(case, by) if by in case.symbols else by for by in basis.by)
    return wording("language").word("account_of", basis.kind)


def side_by_side(case: Case, accounts: Sequence[InformantReport]) -> str:
    """Accounts that differ, one beside the other, with nothing decided between them."""
    told = [account for account in accounts if account.says]
    parts = []
    for place, account in enumerate(told):
        who = capital(teller(case, account.basis))
        verb = ":"
        if place == 0 and account.basis.kind == "told":
            verb = " " + wording("language").word("words", "says" if _one(account) else "say") + ":"
        secret = ""
        if account.basis.in_confidence:
            secret = f" ({wording('language').word('words', 'in_confidence')})"
        parts.append(f"{who}{verb} {says(account.says)}{secret}")
    return "; ".join(parts)


def _one(account: InformantReport) -> bool:
    return len(account.basis.by) < 2
