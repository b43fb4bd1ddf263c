"""A pair and daily life: ``Ana with Leo: soothing strength``, ``Leo daily life: play concern``."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from imh.case.observations import DailyObservation, PairObservation
from imh.case.quick_entry.constructs.observations import (
    ObservationStatement,
    read_at,
    read_observation_note,
    write_observation,
)
from imh.case.quick_entry.constructs.sources import read_accounts, read_source, with_last_source
from imh.case.quick_entry.statement import LineContent, Statement, code_in_words
from imh.case.quick_entry.syntax.grammar_words import phrase_for
from imh.case.quick_entry.syntax.lexer import Clause, Token, split_clauses
from imh.case.quick_entry.syntax.line_opening import find_token
from imh.case.quick_entry.syntax.parse_error import ParseError
from imh.case.quick_entry.syntax.scanner import Scanner
from imh.case.quick_entry.syntax.written_names import WrittenNames

_ASPECT_LISTS = {"pair": ("pair", "pair_rating"), "daily": ("daily", "pair_rating")}


def read_pair_line(scanner: Scanner, words: Sequence[Token]) -> LineContent:
    """Read ``Ana with Leo: soothing strength, signals concern, play not observed (seen)``."""
    inside = scanner.for_tokens(words)
    caregivers = inside.expect_names()
    if not inside.accept_phrase("link", "to"):
        raise inside.unknown_word("", "write for example: Ana with Leo: soothing strength")
    child = inside.expect_name()
    colon = find_token(words, "colon") or 0
    time = inside.tokens[inside.position : colon]
    facts = (*split_clauses(time), *split_clauses(words[colon + 1 :]))
    found = _pair_statements(scanner, caregivers, child, facts)
    shown = " and ".join(scanner.names.name_of(person) for person in caregivers)
    called = f"{shown} with {scanner.names.name_of(child)}"
    return with_last_source(scanner, found, facts), called


def read_daily_line(scanner: Scanner, words: Sequence[Token]) -> LineContent:
    """Read ``Leo daily life: routines strength, talk and song strength with Rosa``."""
    inside = scanner.for_tokens(words)
    early = inside.accept_phrase("line", "daily")
    child = inside.expect_name()
    if not early and not inside.accept_phrase("line", "daily"):
        raise inside.unknown_word("", "write for example: Leo daily life: routines strength")
    inside.accept("colon", "comma")
    facts = split_clauses(words[inside.position :])
    found = _daily_statements(scanner, child, facts)
    called = f"{scanner.names.name_of(child)}'s daily life"
    return with_last_source(scanner, found, facts), called


def _pair_statements(
    scanner: Scanner, caregivers: Sequence[str], child: str, facts: Sequence[Clause]
) -> list[Statement]:
    """Read ``Ana with Leo: soothing strength, signals concern, play not observed (seen)``."""
    base = [{"kind": "pair", "caregiver": person, "child": child} for person in caregivers]
    return _read_aspects(scanner, base, facts)


def _daily_statements(scanner: Scanner, child: str, facts: Sequence[Clause]) -> list[Statement]:
    """Read ``Leo daily life: routines strength, talk and song strength with Rosa``."""
    return _read_aspects(scanner, [{"kind": "daily", "child": child}], facts)


def _read_aspects(
    scanner: Scanner, base: Sequence[dict[str, Any]], facts: Sequence[Clause]
) -> list[Statement]:
    found: list[ObservationStatement] = []
    everywhere: dict[str, Any] = {}
    for clause in facts:
        inside = scanner.for_clause(clause)
        here: list[ObservationStatement] = []
        while not inside.done:
            at = read_at(inside)
            if at is None:
                here += _read_rated(inside, base)
            elif here:
                here = [replace(seen, fields=seen.fields | {"at_months": at}) for seen in here]
            else:
                everywhere["at_months"] = at
        told = read_accounts(inside, clause.accounts, "pair_rating")
        source = read_source(inside, clause.source)
        found += [replace(seen, accounts=told or seen.accounts, basis=source) for seen in here]
    if not found:
        raise ParseError(
            "nothing was observed on this line", "write for example: soothing strength"
        )
    return [replace(seen, fields=everywhere | seen.fields) for seen in found]


def _read_rated(scanner: Scanner, base: Sequence[dict[str, Any]]) -> list[ObservationStatement]:
    """Read aspects joined by "and", their rating, with whom, and a note."""
    name, ratings = _ASPECT_LISTS[base[0]["kind"]]
    aspects = [scanner.expect_code(name, "what was observed")]
    while scanner.accept_phrase("link", "and"):
        aspects.append(scanner.expect_code(name, "what was observed"))
    rating = scanner.expect_code(ratings, "strength, no concern, concern or not observed")
    more: dict[str, Any] = {"rating": rating}
    if name == "daily" and scanner.accept_phrase("link", "to"):
        more["with_whom"] = scanner.expect_names()
    note = read_observation_note(scanner)
    more |= {"note": note} if note else {}
    return [
        ObservationStatement(
            fields={**pair, "aspect": aspect, **more},
            rating_list=ratings,
            words=f"{code_in_words(aspect)}: {code_in_words(rating)}",
        )
        for pair in base
        for aspect in aspects
    ]


def write_pair_observation(seen: PairObservation, written: WrittenNames) -> str:
    """Write ``Ana with Leo: soothing strength "within a minute" at 8m (seen)``."""
    lead = f"{written.write_lead(seen.caregiver)} with {written.write_name(seen.child)}"
    fact = f"{phrase_for('pair', seen.aspect)} {phrase_for('pair_rating', seen.rating)}"
    return write_observation(lead, fact, "pair_rating", seen, written)


def write_daily_observation(seen: DailyObservation, written: WrittenNames) -> str:
    """Write ``Leo daily life: talk and song strength with Rosa``."""
    lead = f"{written.write_lead(seen.child, 'daily life')} daily life"
    fact = f"{phrase_for('daily', seen.aspect)} {phrase_for('pair_rating', seen.rating)}"
    if seen.with_whom:
        fact += f" with {written.write_joined(seen.with_whom)}"
    return write_observation(lead, fact, "pair_rating", seen, written)
