"""The case file: what is refused and in which words, and that writing loses nothing."""

import json
import os
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imh.case import casefile
from imh.case.case import Case
from imh.case.casefile import CaseFileError, dump, parse, read, write
from imh.case.schema import json_schema
from imh.case.vocabulary import Quality
from tests.case.generated import cases, fewer

LEO = {"id": "leo", "name": "Leo", "role": "child"}
ANA = {"id": "ana", "name": "Ana", "role": "birth_parent", "caregiver": "primary"}
WARM = {"id": "ana-leo", "source": "ana", "target": "leo", "kind": "parent_of", "quality": "warm"}


def document(**fields: Any) -> dict[str, Any]:
    """A small valid case file as JSON values, with some fields replaced or added."""
    valid = {
        "format_version": 1,
        "title": "Leo (fictional)",
        "fictional": True,
        "reference_age_months": 14,
        "children": ["leo"],
        "people": [LEO, ANA],
        "ties": [WARM],
    }
    return valid | fields


def message(data: bytes | str) -> str:
    with pytest.raises(CaseFileError) as caught:
        parse(data, "ana.json")
    return str(caught.value)


def refusal(**fields: Any) -> str:
    return message(json.dumps(document(**fields)))


def tie(**fields: Any) -> dict[str, Any]:
    return {"ties": [WARM | fields]}


def leo(**fields: Any) -> dict[str, Any]:
    return {"people": [LEO | fields, ANA]}


def seen(**fields: Any) -> dict[str, Any]:
    return {"observations": [{"id": "seen", **fields}]}


def test_the_small_document_is_a_case() -> None:
    case = parse(json.dumps(document()), "ana.json")
    assert case.person["ana"].caregiver == "primary"
    assert case.ties[0].quality == "warm"


# What is refused, in the words that a clinician reads


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            tie(target="elena"),
            "ties[0].target: 'elena', expected the id of a person or place in this case",
        ),
        (
            tie(quality="wram"),
            f"ties[0].quality: 'wram', expected one of {', '.join(get_args(Quality))} "
            "(did you mean 'warm'?)",
        ),
        (tie(target="ana"), "ties[0]: a tie from 'ana' to itself, expected two different ends"),
        (tie(id="leo"), "ties[0].id: id 'leo' used twice, expected an id other than that of"),
        (
            {"ties": [WARM, WARM | {"id": "back", "source": "leo", "target": "ana"}]},
            "ties[0]: 'leo' is their own ancestor through 'ana', expected parents who",
        ),
        (
            leo(naem="Leo"),
            "people[0].naem: 'naem' is not a field of a person, expected one of id, name, role,",
        ),
        (leo(naem="Leo"), " (did you mean 'name'?)"),
        (
            {"people": [LEO | {"loads": [{"kond": "mood"}]}, ANA]},
            "people[0].loads[0].kond: 'kond' is not a field of a load, expected one of kind,",
        ),
        (leo(age_years="12"), "people[0].age_years: '12', expected a number from 0 to 120 or one"),
        (leo(age_years=True), "people[0].age_years: true, expected a number from 0 to 120 or"),
        (leo(age_months="12"), "people[0].age_months: '12', expected a number from -1,500 to"),
        (leo(birth_date="2026-02-31"), "people[0].birth_date: '2026-02-31', expected a date such"),
        (leo(birth_date="1699920000"), "people[0].birth_date: '1699920000', expected a date such"),
        (leo(birth_date=20000), "people[0].birth_date: 20000, expected a date such as 2026-02-28"),
        (leo(name=None), "people[0].name: null, expected a text of at most 200 characters"),
        (leo(name="x" * 201), "people[0].name: a text of 201 characters, expected a text of at"),
        (leo(name="a\nb"), "people[0].name: a line break or tab, expected one line of text"),
        (leo(id="Leo Ñ"), "people[0].id: 'Leo Ñ', expected an id of at most 48 lower-case"),
        (leo(role="x" * 100), f"people[0].role: '{'x' * 57}...', expected one of child,"),
        ({"people": [LEO, {}]}, "people[1].id: missing, expected an id of at most 48 lower-case"),
        ({"people": [LEO, 7]}, "people[1]: 7, expected a person"),
        ({"people": {}}, "people: an object, expected a list of at most 60"),
        ({"children": []}, "children: a list of 0, expected a list of 1 to 8"),
        ({"children": ["leo", "tom"]}, "children[1]: 'tom', expected the id of a person in this"),
        ({"fictional": "true"}, "fictional: 'true', expected true or false"),
        ({"reference_age_months": 85}, "reference_age_months: 85, expected a number from -10 to"),
        (
            {"events": [{"id": "fall", "at_months": 15}]},
            "events[0].at_months: 15 months, expected no later than 14 months, the age at which",
        ),
        (
            {"events": [{"id": "trip", "at_months": 5, "until_months": 3}]},
            "events[0].until_months: 3 months, expected no earlier than 5 months",
        ),
        (seen(), "observations[0].kind: missing, expected one of child, daily, pair, screening"),
        (seen(kind="pare"), "observations[0].kind: 'pare', expected one of child, daily, pair, "),
        (seen(kind="child", child=3), "observations[0].child: 3, expected an id of at most 48"),
        (seen(kind="child", child="leo"), "observations[0].domain: missing, expected one of reg"),
        ({"observations": [[]]}, "observations[0]: a list of 0, expected an object"),
        ({"positions": {"LEO": [1, 2]}}, "positions.LEO: 'LEO', expected an id of at most 48"),
        ({"positions": {"leo": [1]}}, "positions.leo[1]: missing, expected a number from -10,000"),
        ({"positions": {"leo": [1, 2, 3]}}, "positions.leo: a list of 3, expected a list of 2"),
        ({"positions": {"tom": [1, 2]}}, "positions.tom: 'tom', expected the id of a person or"),
        ({"naem": 1}, "naem: 'naem' is not a field of a family-context case, expected one of"),
        ({"a b": 1}, "['a b']: 'a b' is not a field of a family-context case, expected one of"),
        ({"format_version": 7}, "format_version: format_version 7 is newer than this program kno"),
        ({"format_version": 0}, "format_version: 0, expected 1"),
        ({"format_version": "1"}, "format_version: '1', expected 1"),
        ({"format_version": True}, "format_version: true, expected 1"),
        ({"format_version": [1]}, "format_version: a list of 1, expected 1"),
        ({"title": "\x1b[31m"}, "title: control character U+001B, expected plain text without"),
        ({"title": "a\u202eb"}, "title: text-direction character U+202E, expected plain text"),
        ({"title": "a\ud800"}, "title: broken character U+D800, expected plain text without"),
        (leo(note="<script>x"), "people[0].note: markup '<script>', expected plain text without"),
        ({"x\x1b": 1}, "['x\\u001b']: control character U+001B, expected plain text without"),
    ],
)
def test_a_wrong_value_is_named_with_its_place(fields: dict[str, Any], expected: str) -> None:
    found = refusal(**fields)
    if expected.startswith(" "):
        assert found.endswith(expected)
    else:
        assert found.startswith(f"ana.json:{expected}")


def test_a_newer_format_says_what_this_program_knows() -> None:
    assert refusal(format_version=7) == (
        "ana.json:format_version: format_version 7 is newer than this program knows, expected 1"
    )


def test_a_missing_format_version_is_asked_for() -> None:
    fields = document()
    del fields["format_version"]
    assert message(json.dumps(fields)) == "ana.json:format_version: missing, expected 1"


def test_a_vocabulary_word_from_an_account_is_checked_too() -> None:
    accounts = [{"says": "they are fine", "value": "wram"}]
    assert refusal(**tie(accounts=accounts)).startswith(
        "ana.json:ties[0].accounts[0].value: 'wram', expected one of warm,"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "line 1 column 1: the end of the file, expected a value"),
        ("{", "line 1 column 2: the end of the file, expected a field name in double quotes"),
        ('{\n "a" 1}', "line 2 column 6: '1', expected a colon"),
        ('{"a": 1 "b"}', "line 1 column 9: '\"', expected a comma or a closing bracket"),
        ("{'a': 1}", "line 1 column 2: ''', expected a field name in double quotes"),
        ('{"a": "b', "line 1 column 7: '\"', expected a closing quotation mark"),
        ('{"a": "b\n"}', "line 1 column 9: a line break, expected a text without line breaks or"),
        ('{"a": "\\x"}', "line 1 column 8: '\\', expected an escape such as \\n or \\u00e9"),
        ("{} {}", "line 1 column 4: '{', expected nothing after the case"),
        ("[]", "file: a list of 0, expected an object with the fields of a case"),
        ('"case"', "file: 'case', expected an object with the fields of a case"),
        ("NaN", "file: NaN, expected an object with the fields of a case"),
        ('{"a": 1, "a": 2}', "file: the field 'a' twice, expected each field once"),
        ("[" * 21, "line 1 column 21: more than 20 levels, expected at most 20 levels"),
        ("{" * 1_000_000, "line 1 column 21: more than 20 levels, expected at most 20 levels"),
        ("\ud800", "line 1 column 1: '\\ud800', expected a value"),
        (b"\xff", "line 1 column 1: byte 0xff that is not UTF-8, expected text in UTF-8"),
        (b'{"a":\n "\xe9"}', "line 2 column 3: byte 0xe9 that is not UTF-8, expected text in UTF"),
        (b" " * 5_000_001, "file: more than 5,000,000 bytes, expected at most 5,000,000 bytes"),
        ("é" * 2_500_001, "file: more than 5,000,000 bytes, expected at most 5,000,000 bytes"),
    ],
)
def test_what_is_no_json_case_is_refused_with_its_line(text: bytes | str, expected: str) -> None:
    assert message(text).startswith(f"ana.json:{expected}")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("NaN", "NaN, expected a number of ordinary size"),
        ("-Infinity", "-Infinity, expected a number of ordinary size"),
        ("1e999", "Infinity, expected a number of ordinary size"),
        ("9" * 5000, "Infinity, expected a number of ordinary size"),
        ("9" * 300, f"{'9' * 57}..., expected a number from -10 to 84"),
    ],
)
def test_numbers_without_a_size_are_refused(number: str, expected: str) -> None:
    text = json.dumps(document()).replace("14", number)
    assert message(text) == f"ana.json:reference_age_months: {expected}"


def test_a_field_twice_is_found_deep_inside() -> None:
    text = json.dumps(document()).replace('"name": "Ana"', '"name": "Ana", "name": "Eva"')
    assert message(text) == "ana.json:people[1]: the field 'name' twice, expected each field once"


def people(count: int) -> dict[str, Any]:
    return {"people": [LEO, *({"id": f"p-{n}"} for n in range(count - 1))], "ties": []}


def test_a_list_has_as_many_entries_as_it_may_and_not_one_more() -> None:
    assert len(parse(json.dumps(document(**people(60))), "ana.json").people) == 60
    assert refusal(**people(61)) == "ana.json:people: 61 entries, expected at most 60"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (leo(loads=[{"kind": "mood"}] * 21), "people[0].loads: 21 entries, expected at most 20"),
        (tie(accounts=[{}] * 21), "ties[0].accounts: 21 entries, expected at most 20"),
        (tie(basis={"by": ["x"] * 21}), "ties[0].basis.by: 21 entries, expected at most 20"),
        (
            {"households": [{"id": "home", "members": ["leo"] * 61}]},
            "households[0].members: 61 entries, expected at most 60",
        ),
        (
            {"hypotheses": [{"id": "h", "text": "", "speaks_for": ["x"] * 21}]},
            "hypotheses[0].speaks_for: 21 entries, expected at most 20",
        ),
        (
            {"households": [{"id": "home", "nights": {f"c{n}": 1 for n in range(9)}}]},
            "households[0].nights: 9 entries, expected at most 8",
        ),
        (
            {"positions": {f"p{n}": [0, 0] for n in range(101)}},
            "positions: 101 entries, expected at most 100",
        ),
    ],
)
def test_a_list_within_an_entry_that_is_too_long_is_named(
    fields: dict[str, Any], expected: str
) -> None:
    assert refusal(**fields) == f"ana.json:{expected}"


def test_a_case_says_no_more_than_it_may_whatever_blanks_stand_between() -> None:
    told = [{"id": f"q-{n}", "text": "x" * 4_980} for n in range(200)]
    assert refusal(questions=told) == (
        "ana.json:file: more than 1,000,000 bytes of content, expected at most 1,000,000 bytes"
    )
    full = json.dumps(document(questions=told[:190]), indent=8) + " " * 1_000_000
    case = parse(full, "ana.json")
    assert parse(dump(case), "again") == case


def test_no_list_of_any_model_is_without_a_limit() -> None:
    models = [json_schema(), *json_schema()["$defs"].values()]
    fields = {
        f"{model['title']}.{name}": option
        for model in models
        for name, field in model["properties"].items()
        for option in field.get("anyOf", [field])
    }
    lists = {name: field for name, field in fields.items() if field.get("type") == "array"}
    keyed = {name: field for name, field in fields.items() if "patternProperties" in field}
    assert len(lists) > 40
    assert [name for name, field in lists.items() if "maxItems" not in field] == []
    assert [name for name, field in keyed.items() if "maxProperties" not in field] == []
    texts = {name: field for name, field in fields.items() if field.get("type") == "string"}
    bounded = ("maxLength", "pattern", "enum", "format", "const")
    assert [name for name, field in texts.items() if not {*bounded} & {*field}] == []


def test_a_field_that_is_repeated_many_times_is_looked_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Keys are looked up, never counted through: the work grows with the file, not its square."""

    class Key(str):
        compared = 0

        def __eq__(self, other: object) -> bool:
            Key.compared += 1
            return str.__eq__(self, other)

        __hash__ = str.__hash__

    pairs = [(Key(f"k{n}"), 0) for n in range(2000)] + [(Key("k1999"), 0)]
    assert casefile._object(pairs).field == "k1999"
    assert Key.compared < 4000


def test_twenty_levels_are_read_and_text_with_brackets_is_not_nesting() -> None:
    assert message("[" * 20 + "]" * 20).startswith("ana.json:file: a list of 1")
    assert parse(json.dumps(document(title='["' * 30)), "ana.json").title == '["' * 30


def test_a_byte_order_mark_is_passed_over() -> None:
    text = json.dumps(document())
    assert parse(b"\xef\xbb\xbf" + text.encode(), "a") == parse("\ufeff" + text, "a")


def test_the_name_of_a_file_cannot_disturb_a_terminal() -> None:
    with pytest.raises(CaseFileError) as caught:
        parse("", "a\x1b[2J\u202e\udcff.json")
    assert str(caught.value).startswith("a\\u001b[2J\\u202e\\udcff.json:line 1 column 1: ")


# No bytes at all lead to anything but a case or one message


def assert_guarded(data: bytes | str) -> None:
    try:
        case = parse(data, "ana.json")
    except CaseFileError as error:
        refused = error
    else:
        assert parse(dump(case), "again") == case
        return
    text = str(refused)
    assert text.isprintable()
    assert text == f"ana.json:{refused.path}: {refused.found}, expected {refused.expected}"
    assert len(text) < 2000


FIELDS = [
    *Case.model_fields,
    *("id", "kind", "name", "source", "target", "basis", "accounts", "loads", "who", "date"),
]

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**25), 10**25)
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["leo", "ana", "warm", "pair", "child", "2026-02-31", "\ud800", "<b>", ""])
)
json_values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.binary(max_size=300) | st.text(max_size=100))
def test_random_bytes(data: bytes | str) -> None:
    assert_guarded(data)


@given(json_values)
def test_random_json(value: Any) -> None:
    assert_guarded(json.dumps(value))


@given(st.dictionaries(st.sampled_from(FIELDS), json_values, max_size=4))
def test_random_fields_in_a_valid_file(fields: dict[str, Any]) -> None:
    assert_guarded(json.dumps({**document(), **fields, "format_version": 1}))


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every container of a JSON document with every key into it."""
    keys = list(value) if isinstance(value, dict) else range(len(value))
    found = [(value, key) for key in keys]
    for key in keys:
        if isinstance(value[key], dict | list):
            found += places(value[key])
    return found


@fewer
@given(cases(), st.data())
def test_one_value_of_a_valid_file_replaced(case: Case, data: st.DataObject) -> None:
    changed = json.loads(dump(case))
    container, key = data.draw(st.sampled_from(places(changed)))
    container[key] = data.draw(json_values)
    assert_guarded(json.dumps(changed))


@fewer
@given(cases(), st.data())
def test_a_valid_file_cut_and_spliced(case: Case, data: st.DataObject) -> None:
    text = dump(case).encode()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    assert_guarded(text[:start] + data.draw(st.binary(max_size=6)) + text[end:])


# Writing


@fewer
@given(cases())
def test_what_is_dumped_reads_back_the_same(case: Case) -> None:
    text = dump(case)
    again = parse(text, "again")
    assert again == case
    assert dump(again) == text


def test_the_text_of_a_case_file() -> None:
    """Fields in the order of the models, defaults left out, whole numbers whole."""
    fields = document(
        referral={"words": "¿Duerme?"},
        observations=[{"kind": "pair", "id": "s", "caregiver": "ana", "child": "leo"}],
        positions={"leo": [0.5, -3.0], "ana": [1.0, 2]},
    )
    fields["observations"][0]["aspect"] = "soothing"
    fields["people"] = [LEO | {"note": "", "gender": "unknown"}, ANA | {"age_years": 31.0}]
    reversed_fields = dict(reversed(fields.items()))
    assert (
        dump(parse(json.dumps(reversed_fields), "ana.json"))
        == """\
{
  "format_version": 1,
  "title": "Leo (fictional)",
  "fictional": true,
  "reference_age_months": 14,
  "children": [
    "leo"
  ],
  "referral": {
    "words": "¿Duerme?"
  },
  "people": [
    {
      "id": "leo",
      "name": "Leo",
      "role": "child"
    },
    {
      "id": "ana",
      "name": "Ana",
      "role": "birth_parent",
      "age_years": 31,
      "caregiver": "primary"
    }
  ],
  "ties": [
    {
      "id": "ana-leo",
      "source": "ana",
      "target": "leo",
      "kind": "parent_of",
      "quality": "warm"
    }
  ],
  "observations": [
    {
      "id": "s",
      "kind": "pair",
      "caregiver": "ana",
      "child": "leo",
      "aspect": "soothing"
    }
  ],
  "positions": {
    "ana": [
      1,
      2
    ],
    "leo": [
      0.5,
      -3
    ]
  }
}
"""
    )


def small_case(**fields: Any) -> Case:
    return parse(json.dumps(document(**fields)), "ana.json")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_written_file_reads_back_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "ana.json"
    write(path, small_case())
    write(path, small_case(title="Second"))
    assert read(path).title == "Second"
    assert names(tmp_path) == ["ana.json"]


def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ana.json"
    write(path, small_case())

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CaseFileError, match=r"ana\.json:file: .*No space left on device"):
        write(path, small_case(title="Second"))
    assert read(path) == small_case()
    assert names(tmp_path) == ["ana.json"]


def test_a_link_to_a_case_file_stays_a_link(tmp_path: Path) -> None:
    link, path = tmp_path / "link.json", tmp_path / "ana.json"
    write(path, small_case())
    link.symlink_to(path)
    write(link, small_case(title="Second"))
    assert link.is_symlink()
    assert read(path).title == "Second"


def test_what_is_no_readable_file(tmp_path: Path) -> None:
    loop = tmp_path / "loop.json"
    loop.symlink_to(loop)
    os.mkfifo(tmp_path / "pipe.json")
    for path, expected in [
        (tmp_path / "none.json", "none.json:file: no such file, expected a case file"),
        (tmp_path, f"{tmp_path.name}:file: a folder, expected a case file"),
        (loop, "loop.json:file: a file that cannot be read (Too many levels of symbolic links)"),
        (tmp_path / "pipe.json", "pipe.json:file: a file that cannot be read (a pipe or a device)"),
        (tmp_path / "a\0", "a\\u0000:file: a file that cannot be read (an impossible name)"),
    ]:
        with pytest.raises(CaseFileError) as caught:
            read(path)
        assert str(caught.value).startswith(expected)


def test_what_cannot_be_written(tmp_path: Path) -> None:
    for path in (tmp_path / "none" / "ana.json", tmp_path, tmp_path / "a\0"):
        with pytest.raises(CaseFileError, match="expected a place that can be written to"):
            write(path, small_case())
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    "path", sorted(Path(__file__).parents[2].glob("sample_cases/*.json")), ids=lambda p: p.name
)
def test_sample_files_are_written_as_the_program_writes_them(path: Path) -> None:
    assert dump(read(path)) == path.read_text(encoding="utf-8")
