"""The pages that say where things are match the tree, and every screen is in the menu."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
PACKAGES = [path.parent.relative_to(ROOT) for path in sorted((ROOT / "imh").glob("*/__init__.py"))]
FOLDERS_OF_SCREENS = [
    path.relative_to(ROOT / "imh")
    for path in sorted((ROOT / "imh" / "ui").iterdir())
    if path.name != "__pycache__" and path.is_dir() and any(map(Path.is_file, path.iterdir()))
]
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
SENDS_TO_THE_FRONT_DOOR = re.compile(
    r"landing\.through\(|session\.required\(|permissions\.to_change\(|permissions\.to_look_back\("
)
DRAWS = re.compile(r"\bst\.\w+\(")
LINKED = re.compile(r"\]\(([^):#]+)[^)]*\)")
NAMED = re.compile(r"(?<!new file )`((?:imh|ui|pages|tests|docs|bench)/[\w./*-]+)`")


@pytest.mark.parametrize("package", PACKAGES, ids=str)
def test_every_package_stands_on_both_pages(package: Path) -> None:
    assert f"`{package.as_posix()}`" in README
    assert f"`{package.as_posix()}`" in ARCHITECTURE


@pytest.mark.parametrize("folder", FOLDERS_OF_SCREENS, ids=str)
def test_every_folder_of_screens_stands_in_the_architecture(folder: Path) -> None:
    assert f"`{folder.as_posix()}`" in ARCHITECTURE


@pytest.mark.parametrize("page", PAGES)
def test_every_page_stands_in_the_architecture(page: str) -> None:
    assert f"`ui/{page}`" in ARCHITECTURE or f"`pages/{page}.py`" in ARCHITECTURE


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/glossary.md"]
)
def test_what_a_page_names_is_there(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    linked = [(ROOT / page).parent / target for target in LINKED.findall(text)]
    assert [str(target) for target in linked if not target.exists()] == []
    named = [name.rstrip("/") for name in NAMED.findall(text) if "X" not in name]
    places = [(ROOT, ROOT / "imh")[name.startswith("ui/")] for name in named]
    missing = [
        name
        for name, place in zip(named, places, strict=True)
        if not (list(place.glob(name)) if "*" in name else (place / name).exists())
    ]
    assert missing == []


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_in_the_menu(page: str) -> None:
    assert f'st.Page("pages/{page}.py"' in (ROOT / "app.py").read_text("utf-8"), "MENU in app.py"


@pytest.mark.parametrize("page", PAGES)
def test_every_page_sends_whoever_came_past_the_front_door_there(page: str) -> None:
    """Streamlit runs a file of this folder for its address as long as app.py has not run."""
    source = (ROOT / "pages" / f"{page}.py").read_text("utf-8")
    sends, draws = SENDS_TO_THE_FRONT_DOOR.search(source), DRAWS.search(source)
    assert sends, "nothing of SENDS_TO_THE_FRONT_DOOR is called"
    assert draws is None or sends.start() < draws.start(), "something is drawn before"
