"""The JavaScript modules of a component as one, since Streamlit takes a single module as text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]*)";$', re.MULTILINE)
_OTHER_IMPORT = re.compile(r"^import\b.*", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|(?:async )?function\*?|class) (\w+))", re.MULTILINE)
_OTHER_EXPORT = re.compile(r"^export\b.*", re.MULTILINE)


class BundleError(Exception):
    """The modules cannot become one; says what is in the way, and where."""


def bundle(entry: Path) -> str:
    """A module and all that it imports: each in a scope of its own, before whoever needs it."""
    joining = _Joining()
    text = joining.without_imports(entry.resolve(), ())
    return "\n".join([*joining.scopes, text])


class _Scope(NamedTuple):
    name: str
    exports: list[str]


class _Joining:
    def __init__(self) -> None:
        self.scopes: list[str] = []
        self._of: dict[Path, _Scope] = {}

    def without_imports(self, path: Path, importers: tuple[Path, ...]) -> str:
        """A module's text that takes what it needs from the scopes."""
        if path in importers:
            circle = [*importers[importers.index(path) :], path]
            raise BundleError(f"A circle of imports: {' → '.join(one.name for one in circle)}")
        if importers and not path.is_file():
            raise BundleError(f"There is no {path}, imported by {importers[-1]}")

        def taken(found: re.Match[str]) -> str:
            source = (path.parent / found[2]).resolve()
            scope = self._scope(source, (*importers, path))
            names = [name.strip() for name in found[1].split(",") if name.strip()]
            for name in names:
                if name not in scope.exports:
                    raise BundleError(f"{path} imports {name}, which {source} does not export")
            return f"const {{ {', '.join(names)} }} = {scope.name};"

        text = _IMPORT.sub(taken, path.read_text("utf-8"))
        _refuse(_OTHER_IMPORT, text, path)
        return text

    def _scope(self, path: Path, importers: tuple[Path, ...]) -> _Scope:
        if path not in self._of:
            text = self.without_imports(path, importers)
            scope = _Scope(f"${path.stem}_{len(self.scopes)}", _EXPORT.findall(text))
            inside = _EXPORT.sub("", text)
            _refuse(_OTHER_EXPORT, inside, path)
            exports = ", ".join(scope.exports)
            self.scopes.append(
                f"const {scope.name} = (() => {{\n{inside}\nreturn {{ {exports} }};\n}})();"
            )
            self._of[path] = scope
        return self._of[path]


def _refuse(statement: re.Pattern[str], text: str, path: Path) -> None:
    if found := statement.search(text):
        raise BundleError(f"{path}: this cannot be joined: {found[0]}")
