"""What a text in a case may hold, and how somebody's text is quoted in a message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from imh.case.people import Person
from imh.case.text import shown, unfit_character


@pytest.mark.parametrize(
    "text",
    [
        "José Ñandú, 3½ — “fine”",
        "מרים ואנה",
        "أم ليو",
        "👩‍👧‍👦 & co",
        "two\nlines\tand a tab",
        "weight < p3, length > p10, 4 <5",
        "a < b > c",
        "<3",
        "=SUM(A1)",
        "if a<b and c>d",
        "mood <normal>?",
        "weight <p3, onset = 3 weeks",
        "write to <ana@clinic.org>, <ca. 3 weeks>, <Ana Maria>",
        "if a<b and c=d",
        "see www.clinic.org/?onclick=1",
        "\ufdfd \U0001f600",
    ],
)
def test_what_people_write_is_kept(text: str) -> None:
    assert unfit_character(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\x00b", "control character U+0000"),
        ("a\x1b[31m", "control character U+001B"),
        ("a\rb", "control character U+000D"),
        ("a\x85b", "control character U+0085"),
        ("abc\u202etxt", "text-direction character U+202E"),
        ("abc\u2066txt", "text-direction character U+2066"),
        ("a\u2028b", "line separator U+2028"),
        ("a\ud800b", "broken character U+D800"),
        ("a\uffffb", "broken character U+FFFF"),
        ("<b>", "markup '<b>'"),
        ("x </B >", "markup '</B >'"),
        ("<br/>", "markup '<br/>'"),
        ("<img src=x onerror=alert(1)", "markup '<img src=x onerror=alert(1)'"),
        ("<a\nhref = 'x'>", "markup \"<a\\nhref = 'x'>\""),
        ("<svg/onload=alert(1)>", "markup '<svg/onload=alert(1)>'"),
        ("<ScRiPt async", "markup '<ScRiPt'"),
        ("<!-- x", "markup '<!'"),
        ("<details open ontoggle=alert(1)>", "markup '<details open ontoggle=alert(1'"),
        ("<input autofocus onfocus = x", "markup '<input autofocus onfocus = x'"),
        ('<img "" onerror=x>', "markup '<img \"\" onerror=x'"),
        ("<img/''/src=//host>", "markup \"<img/''/src=//host\""),
        ("<b y x='>' onclick=x>", "markup \"<b y x='>' onclick=x\""),
        ("<normal y OnMouseOver=x", "markup '<normal y OnMouseOver=x'"),
        ("<?xml", "markup '<?'"),
    ],
)
def test_what_would_hide_reorder_or_execute_is_refused(text: str, found: str) -> None:
    assert unfit_character(text) == found
    with pytest.raises(ValidationError, match=r"unfit_text|unable to parse"):
        Person(id="ana", note=text)


def test_a_name_is_one_line_without_space_around_it() -> None:
    assert Person(id="ana", name="  Ana ").name == "Ana"
    with pytest.raises(ValidationError, match="line break"):
        Person(id="ana", name="Ana\nMaria")


@pytest.mark.parametrize(
    "start", ["<", "</", "<a", "<a ", "<a b", "<a b ", "</ ", '<a " ', "<a on"]
)
def test_no_text_takes_long_to_check(start: str) -> None:
    """A pattern that tries every split of the blanks would not come back from this."""
    assert unfit_character(start + " " * 300_000) is None
    assert unfit_character((start + "/") * 50_000 + " " * 50_000) is None


@pytest.mark.parametrize(
    "start", ["<a =", '<a b y="', "<a b y='", "<a b=c d='>' ", "<a '=", "<a on=<"]
)
def test_no_tag_takes_long_to_read(start: str) -> None:
    for size in (1_000, 10_000, 100_000):
        for more in (" ", "/", "=", '"', "'", "o", "<", start):
            unfit_character(start + more * (size // len(more)))
            unfit_character((start + more) * (size // len(start + more)))


@given(st.text(st.characters(), max_size=200))
def test_a_quoted_text_is_short_and_cannot_disturb_a_terminal(text: str) -> None:
    quoted = shown(text)
    assert len(quoted) <= 60
    assert quoted.isprintable()


def test_a_short_printable_text_is_quoted_as_it_is() -> None:
    assert shown("José < 3") == "José < 3"
    assert shown("x" * 60) == "x" * 60
    assert shown("x" * 61) == "x" * 57 + "..."
    assert shown("\x1b[2J\u202e") == "\\u001b[2J\\u202e"
