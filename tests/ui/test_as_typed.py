"""Nobody's words are read as Markdown: the one way by which text reaches Streamlit."""

from __future__ import annotations

import ast
import inspect
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import streamlit as st

from imh.ui.core.markdown import Markdown, as_typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parents[2]
SCREENS = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "imh" / "ui").rglob("*.py")]
THE_WAY = ROOT / "imh" / "ui" / "core" / "markdown.py"
MANUAL = {ROOT / "pages" / "method.py", ROOT / "imh" / "ui" / "quick_entry" / "grammar.py"}
"""They show pages of the manual, which are Markdown of our own."""
READ = {"label", "body", "help", "title", "tabs", "caption", "captions", "text"}
"""The arguments that Streamlit reads as Markdown."""
SHOWN_AS_IT_IS = {"text", "code", "html"}
READS_OPTIONS = {"radio", "pills", "segmented_control", "select_slider"}
GUESSES = {"write", "write_stream", "table", "latex", "echo", "exception", "badge", "metric"}
"""Not used: they guess how to read what they are given, or read further arguments."""
WRITING = {"open_case", "file", "_LOG"}
"""What can be written to and is no part of a screen."""


def unsafe(text: str, *, manual: bool = False) -> Iterator[str]:
    """What is given to Streamlit to read without showing on the spot that nobody typed it."""
    nodes = list(ast.walk(ast.parse(text)))
    modules = {
        name.asname or name.name
        for node in nodes
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
    }
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    for node in nodes:
        given: Iterable[ast.expr] = ()
        match node:
            case ast.Call(func=ast.Name(id="Markdown")):
                given = () if manual else node.args
            case ast.Name(id="Markdown" | "as_typed", ctx=ast.Store()):
                yield f"{node.lineno}: another {node.id}"
            case ast.Call(func=ast.Attribute(value=ast.Name(id=owner))) if owner != "st" and (
                owner in modules | WRITING
            ):
                pass
            case ast.Call(func=ast.Attribute(value=owner, attr=name)):
                column = isinstance(owner, ast.Attribute) and owner.attr == "column_config"
                given = read(node, name, column=column)
            case ast.Attribute(value=ast.Name(id="st"), attr=name) if id(node) not in called:
                given = [node] if READ & {*arguments(name)} else ()  # called by another name
        yield from (f"{each.lineno}: {ast.unparse(each)}" for each in given if not is_safe(each))


def read(call: ast.Call, name: str, *, column: bool) -> Iterator[ast.expr]:
    """What Streamlit reads as Markdown of all that a call gives it."""
    order = arguments(name, column=column)
    if not order or name in SHOWN_AS_IT_IS:
        return
    if name in GUESSES:
        yield call
    given: dict[str, ast.expr] = dict(zip(order, call.args, strict=False))
    given |= {each.arg: each.value for each in call.keywords if each.arg}
    reads = READ & {*order} - ({"label"} if column else set())
    yield from (given[each] for each in reads & given.keys())
    if name in READS_OPTIONS:
        yield given.get("format_func", given["options"])
    unnamed = [each.value for each in call.keywords if not each.arg]
    if not reads <= given.keys():  # else Python refuses a second one
        yield from unnamed
    yield from (each for each in call.args if isinstance(each, ast.Starred))


@cache
def arguments(name: str, *, column: bool = False) -> tuple[str, ...]:
    """The arguments of a Streamlit function, in order; none for what is no such function."""
    function: Any = getattr(st.column_config if column else st, name, None)
    return tuple(inspect.signature(function).parameters) if inspect.isroutine(function) else ()


def is_safe(given: ast.expr) -> bool:
    """Whether it can be seen on the spot that no text of others is in it but by ``as_typed``."""
    match given:
        case ast.Constant() | ast.Name(id="as_typed") | ast.Call(func=ast.Name(id="as_typed")):
            return True
        case ast.Call(func=ast.Name(id="Markdown" | "range" | "len")):
            return True  # of a Markdown is looked at where it is made
        case ast.Call(func=ast.Attribute(value=ast.Constant(), attr="join"), args=[several]):
            return is_safe(several)
        case ast.FormattedValue(format_spec=ast.JoinedStr(values=[ast.Constant(value=form)])):
            return not fits_text(str(form))
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(op=ast.Add(), left=one, right=other):
            return is_safe(one) and is_safe(other)
        case ast.FormattedValue(value=each) | ast.Lambda(body=each):
            return is_safe(each)
        case ast.ListComp(elt=each) | ast.GeneratorExp(elt=each):
            return is_safe(each)
        case ast.JoinedStr(values=parts) | ast.BoolOp(values=parts) | ast.List(elts=parts):
            return all(map(is_safe, parts))
    return False


def fits_text(form: str) -> bool:
    """Whether a text can be put in that form; in one for numbers or dates it cannot."""
    try:
        format("", form)
    except ValueError:
        return False
    return True


def test_every_text_for_streamlit_is_a_literal_or_as_typed() -> None:
    found = {
        str(file.relative_to(ROOT)): [*unsafe(file.read_text("utf-8"), manual=file in MANUAL)]
        for file in SCREENS
        if file != THE_WAY
    }
    assert {file: texts for file, texts in found.items() if texts} == {}


@pytest.mark.parametrize(
    "line",
    [
        "st.button(name)",
        "left.button(label=name)",
        'st.button("Take back", help=f"Take back: {who}")',
        'st.caption(f"{count} cases")',
        'st.caption(f"Told by {name:>20}")',
        "st.caption(str(error))",
        "st.markdown(Markdown(text))",
        'st.markdown("**" + name + "**")',
        'st.expander("Left out" if nobody else f"Signed by {name}")',
        "st.tabs([*names])",
        'st.radio("Who", names)',
        'st.pills("Who", names, format_func=lambda one: names[one])',
        'st.text_input("Age", **more)',
        "st.warning(*said)",
        'st.column_config.TextColumn("Name", help=why)',
        "say = st.warning",
        "st.write(case)",
        "left.write(case)",
        "as_typed = str",
    ],
)
def test_the_check_finds(line: str) -> None:
    assert list(unsafe(line)) != []


@pytest.mark.parametrize(
    "line",
    [
        'st.button("Undo", key=name)',
        "st.button(as_typed(name), help=as_typed(why))",
        'st.caption(f"{count:,} cases on {day:%d %B %Y}, {len(names)} names, {share:.2f}")',
        'st.expander(f"Signed by {as_typed(name)}")',
        'st.markdown(", ".join(f"**{as_typed(one)}**" for one in names))',
        'st.pills("Who", names, format_func=as_typed)',
        'st.selectbox("Who", names, placeholder=name)',
        "st.text(name)",
        "import lines; lines.title(case)",
    ],
)
def test_the_check_lets_through(line: str) -> None:
    assert list(unsafe(line)) == []


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Rosa O'Brien-Smith (58), Tom & Ana: a < b, 3 > 2.", None),
        ("![x](http://evil.example/a.png)", r"!\[x\](http\::color[]//evil.example/a.png)"),
        (
            "www.evil.example, ana@evil.example",
            "www:color[].evil.example, ana:color[]@evil.example",
        ),
        ("it cost $40, not $20", r"it cost \$40, not \$20"),
        (":red[x] :smile:", r"\::color[]red\[x\] \::color[]smile:"),
        ("~~x~~ `y` *z* _z_", r"\~\~x\~\~ \`y\` \*z\* \_z\_"),
        ("Ana -> Leo", "Ana -:color[]> Leo"),
        ("&lt;b> <b>", r"\&lt;b> \<b>"),
        ("- a\n1. b\n# c\n> d", "\\- a\\\n1\\. b\\\n\\# c\\\n\\> d"),
        ("    not code\n", "&#32;   not code"),
    ],
)
def test_what_means_something_is_made_to_mean_nothing(text: str, markdown: str | None) -> None:
    assert as_typed(text) == (text if markdown is None else markdown)


def test_markdown_of_our_own_stays_what_it_is() -> None:
    own = Markdown(f"**{as_typed('a*b')}**")
    assert as_typed(own) is own
