"""Modules that import one another become one that does the same."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from imh.ui.components.bundle import BundleError, bundle

UI = Path(__file__).parents[2] / "imh" / "ui"


def modules(folder: Path, **texts: str) -> Path:
    """Write modules into a folder; return the one to begin with."""
    for name, text in texts.items():
        (folder / f"{name}.js").write_text(text, "utf-8")
    return folder / "begin.js"


def told(module: str) -> object:
    """What the default export of a module returns, as Node runs it."""
    if shutil.which("node") is None and "CI" not in os.environ:
        pytest.skip("Node.js is not installed")
    ask = (
        "const text = 'data:text/javascript,' + encodeURIComponent(process.argv[1]);"
        "import(text).then((it) => console.log(JSON.stringify(it.default())));"
    )
    run = ["node", "--eval", ask, module]
    return json.loads(subprocess.run(run, capture_output=True, text=True, check=True).stdout)


def test_what_is_imported_can_be_used(tmp_path: Path) -> None:
    entry = modules(
        tmp_path,
        begin="""import { Dog } from "./dog.js";
import { loud } from "./voice.js";
export default function () { return loud(new Dog().says()); }""",
        dog="""import { loud } from "./voice.js";
export class Dog { says() { return loud("wau"); } }""",
        voice="""export const MARK = "!";
export function loud(words) { return words + MARK; }""",
    )
    assert told(bundle(entry)) == "wau!!"


def test_names_of_one_module_are_not_in_the_way_of_another(tmp_path: Path) -> None:
    entry = modules(
        tmp_path,
        begin="""import { one } from "./one.js";
import { two } from "./two.js";
const name = "begin";
export default function () { return [name, one(), two()]; }""",
        one='const name = "one";\nexport function one() { return name; }',
        two='const name = "two";\nexport function two() { return name; }',
    )
    assert told(bundle(entry)) == ["begin", "one", "two"]


def test_a_module_that_two_import_is_there_once(tmp_path: Path) -> None:
    entry = modules(
        tmp_path,
        begin="""import { count } from "./counter.js";
import { more } from "./more.js";
export default function () { more(); return count.length; }""",
        more="""import { count } from "./counter.js";
export function more() { count.push(1); }""",
        counter="export const count = [];",
    )
    assert told(bundle(entry)) == 1


def test_a_list_of_names_may_go_over_several_lines(tmp_path: Path) -> None:
    entry = modules(
        tmp_path,
        begin='import {\n  one,\n  two,\n} from "./both.js";\nexport default () => one + two;',
        both="export const one = 1;\nexport const two = 2;",
    )
    assert told(bundle(entry)) == 3


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        (
            {"begin": 'import { one } from "./gone.js";'},
            r"no .*gone\.js, imported by .*begin\.js",
        ),
        (
            {"begin": 'import { one } from "./two.js";', "two": "export const two = 2;"},
            r"begin\.js imports one, which .*two\.js does not export",
        ),
        (
            {
                "begin": 'import { one } from "./one.js";',
                "one": 'import { two } from "./two.js";\nexport const one = two;',
                "two": 'import { one } from "./one.js";\nexport const two = one;',
            },
            r"A circle of imports: one\.js → two\.js → one\.js",
        ),
        (
            {"begin": 'import { one } from "./one.js";', "one": "export default 1;"},
            r"one\.js: this cannot be joined: export default 1;",
        ),
        (
            {
                "begin": 'import { one } from "./one.js";',
                "one": 'import * as all from "elsewhere";\nexport const one = all;',
            },
            r"cannot be joined: import \* as all",
        ),
        ({"begin": 'import one from "./one.js";'}, r"begin\.js: this cannot be joined: import one"),
    ],
)
def test_what_cannot_be_joined_is_told(tmp_path: Path, texts: dict[str, str], reason: str) -> None:
    with pytest.raises(BundleError, match=reason):
        bundle(modules(tmp_path, **texts))


def test_no_module_is_left_that_nobody_uses() -> None:
    """Each is what a component begins with, or some other imports it."""
    written = {path: path.read_text("utf-8") for path in UI.rglob("*.js")}
    assert written
    for path in written:
        begins = "export default" in written[path]
        assert begins or any(f'/{path.name}";' in text for text in written.values()), path
