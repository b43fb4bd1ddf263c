"""Bad inputs of our own for every door, by a name that says what is wrong with them."""

from __future__ import annotations

import base64
import gzip
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

from imh.case import casefile
from imh.case.synthetic import synthetic_case
from imh.principles.knowledge import PRINCIPLES

Bad = dict[str, bytes | Callable[[], bytes]]
"""Large ones are made when they are asked for."""

Document = dict[str, Any]

GOOD: Document = json.loads(casefile.dump(synthetic_case(3, 10)))
MILLION = 1_000_000

UNFIT = {
    "a NUL": "\0",
    "a bell": "\a",
    "a C1 control character": "\x85",
    "a right-to-left mark": "\u200f",
    "a left-to-right mark": "\u200e",
    "a right-to-left override": "\u202e",
    "an isolate": "\u2066",
    "a line separator": "\u2028",
    "half a surrogate pair": "\ud800",
    "what is no character": "\uffff",
}
MARKUP = {
    "a script": "<script>alert(1)</script>",
    "a picture": "<img src=x onerror=alert(1)>",
    "a picture with an odd attribute": '<img "" onerror=alert(1)>',
    "details that open": "<details open ontoggle=alert(1)>",
    "a field that takes the focus": "<input autofocus onfocus=alert(1)>",
    "a drawing": "<svg/onload=alert(1)>",
    "a frame": "<iframe srcdoc=x>",
    "a comment": "<!-- -->",
    "an instruction": "<?xml version='1.0'?>",
}
NO_JSON = {
    "nothing": b"",
    "blanks": b" \n\t\r ",
    "a NUL byte": b"\0",
    "UTF-16": json.dumps(GOOD).encode("utf-16"),
    "UTF-32": json.dumps(GOOD).encode("utf-32"),
    "Latin-1": '{"title": "Zoë"}'.encode("latin-1"),
    "overlong UTF-8": b'{"title": "\xc0\xaf"}',
    "two byte order marks": b"\xef\xbb\xbf\xef\xbb\xbf{}",
    "a zip file": b"PK\x03\x04" + bytes(60),
    "a gzip file": gzip.compress(b"{}", mtime=0),
    "a picture file": b"\x89PNG\r\n\x1a\n" + bytes(60),
    "a pickle": b"\x80\x04\x95\x00\x00\x00\x00\x00\x00\x00\x00.",
    "an entity bomb": b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>',
    "YAML": b"title: &a [*a, *a]\n",
    "a table": b"name,role\nAna,mother\n",
    "a comment": b"// a case\n{}",
    "single quotes": b"{'format_version': 1}",
    "a comma too many": b'{"format_version": 1,}',
    "a second document": b'{"format_version": 1} {}',
    "an open string": b'{"title": "',
    "an open escape": b'{"title": "\\u12',
    "a bare backslash": b'{"title": "\\x"}',
    "null": b"null",
    "true": b"true",
    "a number": b"7",
    "a text": b'"case"',
    "a list": b"[]",
    "an empty object": b"{}",
    "a list of cases": json.dumps([GOOD, GOOD]).encode(),
    "NaN": b'{"format_version": 1, "reference_age_months": NaN}',
    "infinity": b'{"format_version": 1, "reference_age_months": -Infinity}',
    "a number without a size": b'{"format_version": 1, "reference_age_months": 1e999}',
    "a number of 100,000 digits": b'{"format_version": 1, "reference_age_months": %s}'
    % (b"9" * 100_000),
    "the same field twice": b'{"format_version": 1, "format_version": 1}',
}


def case_files() -> Bad:
    """Bad case files: no JSON, JSON that is no case, and bombs."""
    bad: Bad = {**NO_JSON}
    whole = json.dumps(GOOD).encode()
    for share in (1, 30, 60, 90, 99):
        bad[f"cut off after {share} %"] = whole[: len(whole) * share // 100]
    for what, unfit in UNFIT.items():
        bad[f"{what} in a name"] = _person(name=f"An{unfit}a")
        bad[f"{what} in a field's name"] = _case(**{f"ti{unfit}tle": "x"})
    for what, markup in MARKUP.items():
        bad[f"{what} in a note"] = _person(note=f"low {markup} since")
    fields: dict[str, Document] = {
        "a newer format": {"format_version": 2},
        "a format in words": {"format_version": "1"},
        "a format with a fraction": {"format_version": 1.5},
        "an age in words": {"reference_age_months": "nine"},
        "an age that is true": {"reference_age_months": True},
        "no age": {"reference_age_months": None},
        "an age before conception": {"reference_age_months": -11},
        "an age after childhood": {"reference_age_months": 85},
        "no children": {"children": []},
        "a child who is nobody": {"children": ["nobody"]},
        "nine children": {"children": ["a", "b", "c", "d", "e", "f", "g", "h", "i"]},
        "people by name": {"people": {"ana": {}}},
        "people as text": {"people": "Ana and Marco"},
        "a person who is a number": {"people": [7]},
        "an unknown field": {"risk_score": 97},
        "Python's own names": {"__class__": "os.system", "__init__": {}},
        "JavaScript's own names": {"__proto__": {"x": 1}},
        "a place of nobody": {"positions": {"nobody": [1, 2]}},
        "a place out of this world": {"positions": {GOOD["children"][0]: [1e9, 1e9]}},
        "a place with three numbers": {"positions": {GOOD["children"][0]: [1, 2, 3]}},
        "a tie to nobody": {"ties": [_tie(target="nobody")]},
        "a tie to oneself": {"ties": [_tie(target=GOOD["children"][0])]},
        "two ties of one id": {"ties": [_tie(), _tie()]},
        "an id that is a path": {"settings": [{"id": "../../etc/passwd", "name": "x"}]},
        "an id in capitals": {"settings": [{"id": "NURSERY", "name": "x", "kind": "nursery"}]},
        "an empty id": {"settings": [{"id": "", "name": "x", "kind": "nursery"}]},
        "an id of 10,000 letters": {"settings": [{"id": "a" * 10_000, "name": "x"}]},
        "a date that is none": {"people": [{**GOOD["people"][0], "birth_date": "2026-02-30"}]},
        "a date as a number": {"people": [{**GOOD["people"][0], "birth_date": 20260228}]},
        "a date with a time": {
            "people": [{**GOOD["people"][0], "birth_date": "2026-02-28T00:00:00Z"}]
        },
        "a year of six digits": {"people": [{**GOOD["people"][0], "birth_date": "202602-01-01"}]},
    }
    for what, said in fields.items():
        bad[what] = _case(**said)
    return bad | _case_bombs()


def _case_bombs() -> Bad:
    child = GOOD["children"][0]
    loads = [{"kind": "mood", "state": "current"}] * 40_000
    return {
        "5 MB of blanks": lambda: b" " * 5 * MILLION,
        "more than 5 MB": lambda: b" " * (5 * MILLION + 1),
        "5 MB of brackets": lambda: b"[" * 5 * MILLION,
        "5 MB of braces": lambda: b'{"a":' * MILLION,
        "5 MB of quotation marks": lambda: b'"' * 5 * MILLION,
        "5 MB of backslashes": lambda: b'"' + b"\\" * (5 * MILLION - 1),
        "5 MB of commas": lambda: b"[" + b"," * (5 * MILLION - 1),
        "a text of 5 MB": lambda: _case(title="x" * (4 * MILLION)),
        "a name of 5 MB": lambda: _case(**{"x" * (4 * MILLION): 1}),
        "100 levels": _case(a=json.loads("[" * 100 + "]" * 100)),
        "a field 20,000 times": b"{" + b'"title": "x", ' * 20_000 + b'"title": "x"}',
        "20,000 fields twice": lambda: (
            b"{" + b",".join(b'"f%d": 1' % (n % 20_000) for n in range(40_000)) + b"}"
        ),
        "a field 20,000 times in a person": b'{"format_version": 1, "people": [{'
        + b'"name": "x", ' * 20_000
        + b'"name": "x"}]}',
        "100,000 unknown fields": lambda: _case(**{f"unknown_{n}": n for n in range(100_000)}),
        "100,000 people": lambda: _case(people=[{"id": f"p{n}"} for n in range(100_000)]),
        "50,000 ties": lambda: _case(ties=[_tie(id=f"t{n}") for n in range(50_000)]),
        "40,000 loads of one person": lambda: _person(loads=loads),
        "100,000 who told": lambda: _person(
            loads=[{**loads[0], "basis": {"kind": "told", "by": [child] * 100_000}}]
        ),
        "100,000 places": lambda: _case(positions={f"p{n}": [0, 0] for n in range(100_000)}),
        "a million numbers": lambda: _case(positions={child: list(range(500_000))}),
        "markup that is never closed": lambda: _person(note="<a " * 1600),
        "a note of 5,001 characters": _person(note="x" * 5001),
        "places at both ends of the world": _case(
            positions={person["id"]: [10_000, -10_000] for person in GOOD["people"][::2]}
            | {person["id"]: [-10_000, 10_000] for person in GOOD["people"][1::2]}
        ),
    }


def _case(**fields: Any) -> bytes:
    return json.dumps({**GOOD, **fields}).encode()


def _person(**fields: Any) -> bytes:
    first, *others = GOOD["people"]
    return _case(people=[{**first, **fields}, *others])


def _tie(**fields: Any) -> Document:
    one, other = (person["id"] for person in GOOD["people"][:2])
    return {"id": "t", "source": one, "target": other, "kind": "other_relative", **fields}


def _ratings_line(case: str = "case", rater: str = "a", scores: str = "1,2,3,4,5") -> str:
    return f"{case},{rater},{scores}\n"


RATINGS_HEAD = f"case,rater,{','.join(PRINCIPLES)}\n"


def ratings() -> Bad:
    """Bad ratings files."""
    head = RATINGS_HEAD
    texts = {
        "the columns alone": head,
        "no columns": _ratings_line(),
        "a column missing": head.replace(",rater", ""),
        "a column twice": head.strip() + ",case\n" + _ratings_line(),
        "an unknown case": head + _ratings_line("another"),
        "no rater": head + _ratings_line(rater=""),
        "the same rater twice": head + _ratings_line() * 2,
        "a score in words": head + _ratings_line(scores="one,2,3,4,5"),
        "a score above ten": head + _ratings_line(scores="11,2,3,4,5"),
        "a score below nothing": head + _ratings_line(scores="-1,2,3,4,5"),
        "a score that is no number": head + _ratings_line(scores="nan,2,3,4,5"),
        "a score without a size": head + _ratings_line(scores="1e999,2,3,4,5"),
        "a score of 100,000 digits": head + _ratings_line(scores="9" * 100_000 + ",2,3,4,5"),
        "a score left out": head + _ratings_line(scores=",2,3,4,5"),
        "a value too many": head + _ratings_line(scores="1,2,3,4,5,6"),
        "a value too few": head + _ratings_line(scores="1,2,3,4"),
        "semicolons": head.replace(",", ";") + "case;a;1;2;3;4;5\n",
        "an open quotation mark": head + '"case,a,1,2,3,4,5\n',
        "a quotation mark in the middle": head + 'ca"se,a,1,2,3,4,5\n',
        "a formula": head + _ratings_line(rater='=HYPERLINK("http://x")'),
        "a cell of 5 MB": head + _ratings_line(rater="x" * 5 * MILLION),
        "a column name of 5 MB": "x" * 5 * MILLION,
        "a million commas": head + "," * MILLION,
        "a million empty lines and nothing": head + "\n" * MILLION,
        "200,000 columns": ",".join(f"c{n}" for n in range(200_000)),
        "200,000 raters": head
        + "".join(_ratings_line(rater=f"r{n}") for n in range(200_000))
        + _ratings_line(scores="x,2,3,4,5"),
    }
    unfit = {
        f"{what} as a score": head + _ratings_line(scores=f"{character},2,3,4,5")
        for what, character in UNFIT.items()
    }
    bad: Bad = {what: text.encode("utf-8", "surrogatepass") for what, text in texts.items()}
    bad |= {what: text.encode("utf-8", "surrogatepass") for what, text in unfit.items()}
    return bad | {f"no table: {what}": data for what, data in NO_JSON.items() if data[:1] > b"\x7f"}


def lines() -> Bad:
    """Lines that are no quick entry, or bombs in it."""
    texts: dict[str, str] = {
        "punctuation alone": ',,,;;;:::->->\n(((((\n[[[[[\n""""\n',
        "arrows alone": "-> -> ->\n<- <-\n->\n",
        "a tie of nobody": "-> Leo: warm\nLeo ->\n",
        "open quotation marks": 'Leo, child 9m, note: "open\nAna, "mother\n',
        "open brackets": "Leo, child 9m (told by\nAna (seen, mother\n",
        "two children of one name": "Leo, child 9m\nLeo, child 9m\n",
        "one's own mother": "Leo, child 9m\nAna, mother of ana\n",
        "an age of 40 digits": f"Leo, child {'9' * 40}m\n",
        "a negative age": "Leo, child -9m\nAna, mother -5\n",
        "an age that is no number": "Leo, child NaNm\nAna, mother inf\n",
        "ranges": "Leo, child 9m\nNed, cousin 3-5\nPip, aunt 30–35\nSam, cousin 3,5\n",
        "a word of 100,000 letters": f"Leo, child 9m\n{'a' * 100_000}, mother\n",
        "a note of 100,000 letters": f'Leo, child 9m, note: "{"a" * 100_000}"\n',
        "a teller of 500 letters": f"Leo, child 9m\nAna, mother (told by {'b' * 500})\n",
        "a line of 100,000 commas": "," * 100_000,
        "a line of 100,000 arrows": "->" * 100_000,
        "a line of 100,000 brackets": "(" * 100_000,
        "a line of 100,000 quotation marks": '"' * 100_000,
        "a person with 20,000 words": "Leo, child 9m, " + "warm, " * 20_000,
        "1,000 lines of nonsense": "\n".join(f"zxq{n} wvu{n * 7} ptk" for n in range(1000)),
        "5,000 lines of nonsense": "\n".join(f"zxq{n} wvu{n * 7} ptk" for n in range(5000)),
        "1,000 almost right lines": "Leo, child 9m\n"
        + "\n".join(f"Person{n}, mothr {n}, lifes with" for n in range(1000)),
        "1,000 people": "Leo, child 9m\n"
        + "\n".join(f"Person{n}, friend 30, warm -> Leo" for n in range(1000)),
        "1,000 people of one name": "Leo, child 9m\n" + "another Ana, friend 30\n" * 1000,
        "a million empty lines": "\n" * MILLION,
        "a case file": json.dumps(GOOD, indent=1),
        "a web page": "<html><script>alert(1)</script></html>\n" * 50,
        "another script": "ليو، طفل ٩ أشهر\nमाँ, माता\n里奥,孩子\n" * 50,
        "emoji": "👶, child 9m\n👩‍👧, mother 👵🏽\n" * 50,
        "combining marks": "Leo, child 9m\nA" + "\u0301" * 5000 + ", mother\n",
        "spaces of all kinds": "Leo,\u00a0child\u20039m\nAna,\u3000mother\u202f30\n",
        "carriage returns": "Leo, child 9m\rAna, mother\r\rMarco, father",
        "form feeds": "Leo, child 9m\fAna, mother\vMarco, father",
    }
    for what, unfit in UNFIT.items():
        texts[f"{what} in a note"] = f'Leo, child 9m\nAna, mother, mood current: "low{unfit} since"'
        texts[f"{what} in a name"] = f"Leo, child 9m\nA{unfit}na, mother 30\n"
        texts[f"{what} in a teller"] = f"Leo, child 9m\nAna, mother (told by T{unfit}ita)\n"
    for what, markup in MARKUP.items():
        texts[f"{what} in a note"] = f'Leo, child 9m\nAna, mother, note: "{markup}"\n'
    return {what: text.encode("utf-8", "surrogatepass") for what, text in texts.items()}


def pasted_rows() -> Bad:
    """Rows that are no table, or bombs in it."""
    head = "name\trole\tage\tnote\n"
    texts: dict[str, str] = {
        "the headings alone": head,
        "no tabs": "Ana mother 30\n",
        "semicolons": "name;role;age\nAna;mother;30\n",
        "unknown headings": "foo\tbar\nx\ty\n",
        "a heading twice": "name\tname\nAna\tBea\n",
        "a row too long": head + "Ana\tmother\t30\tx\ty\tz\n",
        "an unknown role": head + "Ana\tprincess\t30\t\n",
        "an age in words": head + "Ana\tmother\tthirty\t\n",
        "an age of 40 digits": head + f"Ana\tmother\t{'9' * 40}\t\n",
        "an age that is no number": head + "Ana\tmother\tNaN\t\n",
        "a negative age": head + "Ana\tmother\t-3\t\n",
        "a line break in a cell": head + 'Zed\tneighbour\t33\t"first\nsecond"\n',
        "an open quotation mark": head + 'Zed\tneighbour\t33\t"first\n',
        "doubled quotation marks": head + 'Yul\tmother\t40\tsaid ""no"" twice\n',
        "a formula": head + '=HYPERLINK("http://x")\tmother\t30\t\n',
        "a cell of 1 MB": head + f"Ana\tmother\t30\t{'x' * MILLION}\n",
        "a million tabs": "\t" * MILLION,
        "a million empty lines": "\n" * MILLION,
        "5,000 rows": head + "".join(f"P{n}\tfriend\t30\t\n" for n in range(5000)),
        "5,000 rows of nonsense": "".join(f"zx{n}\twv{n}\tptk\tq\n" for n in range(5000)),
    }
    for what, unfit in UNFIT.items():
        texts[f"{what} in a name"] = head + f"A{unfit}na\tmother\t30\t\n"
        texts[f"{what} in a note"] = head + f"Ana\tmother\t30\tlow{unfit}\n"
    for what, markup in MARKUP.items():
        texts[f"{what} in a note"] = head + f"Ana\tmother\t30\t{markup}\n"
    return {what: text.encode("utf-8", "surrogatepass") for what, text in texts.items()}


def key_files(good: bytes) -> Bad:
    """Bad key files, made of a good one."""
    document: Document = json.loads(good)

    def changed(part: str, **fields: Any) -> bytes:
        return sealed({**document, part: {**document[part], **fields}})

    def cost(n: object, r: object, p: object) -> bytes:
        return changed("passphrase", scrypt={"n": n, "r": r, "p": p})

    def sealed(said: Document) -> bytes:
        from imh.library.key_file import _checksum

        return json.dumps({**said, "check": _checksum(said)}).encode()

    others = base64.b64encode(bytes(64)).decode()
    bad: Bad = {f"no key file: {what}": data for what, data in NO_JSON.items()}
    return bad | {
        "a wrong check": json.dumps({**document, "check": "0" * 64}).encode(),
        "another format": sealed({**document, "format": "imh library key 2"}),
        "another kind": sealed({**document, "kind": "other"}),
        "a kind that is a list": sealed({**document, "kind": []}),
        "no way in": sealed({k: v for k, v in document.items() if k != "passphrase"}),
        "a way in that is a list": sealed({**document, "passphrase": []}),
        "memory without end": cost(2**60, 8, 1),
        "much memory": cost(2**24, 64, 1),
        "hours": cost(2**17, 8, 2**30),
        "no cost": cost(0, 0, 0),
        "a negative cost": cost(-(2**17), -8, 1),
        "a cost with a fraction": cost(2.5, 8, 1),
        "a cost in words": cost("many", 8, 1),
        "a cost that is true": cost(True, True, True),
        "a cost that is no power of two": cost(100_000, 8, 1),
        "a cost of 4,000 digits": cost(10**4000, 8, 1),
        "a cost without a size": cost(float("1e308") * 10, 8, 1),
        "an unknown cost": changed("passphrase", scrypt={"n": 2, "r": 1, "p": 1, "q": 1}),
        "a cost that is a list": changed("passphrase", scrypt=[131072, 8, 1]),
        "an empty salt": changed("passphrase", salt=""),
        "a salt that is a number": changed("passphrase", salt=7),
        "a salt that is no base64": changed("passphrase", salt="%%%"),
        "a nonce of no length": changed("passphrase", nonce=""),
        "a nonce of another length": changed("passphrase", nonce=others),
        "nothing locked": changed("passphrase", locked=""),
        "something else locked": changed("passphrase", locked=others),
        "more than a key file holds": good + b" " * MILLION,
    }


def backups(good: bytes) -> Bad:
    """Bad backups, made of a good one."""
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        key, library = archive.read("library.key"), archive.read("library.imh")

    def packed(*members: tuple[str, bytes], how: int = zipfile.ZIP_STORED) -> bytes:
        into = io.BytesIO()
        with zipfile.ZipFile(into, "w", how) as archive:
            for name, data in members:
                archive.writestr(zipfile.ZipInfo(name), data, how)
        return into.getvalue()

    whole = (("library.key", key), ("library.imh", library))
    half = len(good) // 2
    bad: Bad = {f"no backup: {what}": data for what, data in NO_JSON.items() if data[:1] != b"{"}
    return bad | {
        "cut off": good[:half],
        "without its beginning": good[half:],
        "the key file alone": packed(whole[0]),
        "the library alone": packed(whole[1]),
        "a third file": packed(*whole, ("notes.txt", b"x")),
        "a file twice": packed(*whole, whole[1]),
        "a file outside the folder": packed(whole[0], ("../library.imh", library)),
        "a file from the root": packed(whole[0], ("/library.imh", library)),
        "squeezed": packed(*whole, how=zipfile.ZIP_DEFLATED),
        "a bomb": lambda: packed(
            whole[0], ("library.imh", bytes(200 * MILLION)), how=zipfile.ZIP_DEFLATED
        ),
        "an empty library": packed(whole[0], ("library.imh", b"")),
        "an empty key file": packed(("library.key", b""), whole[1]),
        "a key file of 1 MB": packed(("library.key", key + b" " * MILLION), whole[1]),
        "a library that is no database": packed(whole[0], ("library.imh", bytes(4096))),
        "a library of another key": packed(whole[0], ("library.imh", library[::-1])),
        "a damaged page": packed(whole[0], ("library.imh", _flipped(library, half))),
        "a damaged first page": packed(whole[0], ("library.imh", _flipped(library, 40))),
        "a library cut off": packed(whole[0], ("library.imh", library[: len(library) // 2])),
        "sizes that lie": good.replace(len(library).to_bytes(4, "little"), b"\xff\xff\xff\x7f"),
        "a directory that lies": good[:-22] + bytes(22),
    }


def _flipped(data: bytes, at: int) -> bytes:
    at = min(at, len(data) - 1)
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
