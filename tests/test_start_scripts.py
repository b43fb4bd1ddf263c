"""The ways to start the app agree with one another; the Windows one is a sound batch file."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BATCH = (ROOT / "start.bat").read_bytes()
LINES = [line.strip() for line in BATCH.decode("ascii").splitlines()]
COMMANDS = [line for line in LINES if line and not line.lower().startswith(("rem ", "echo ", ":"))]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def labels() -> list[str]:
    return [line[1:].lower() for line in LINES if line.startswith(":")]


def test_every_batch_line_ends_as_windows_expects() -> None:
    assert BATCH.count(b"\n") == BATCH.count(b"\r\n") > 0
    assert BATCH.endswith(b"\r\n")
    assert "*.bat text eol=crlf" in (ROOT / ".gitattributes").read_text("utf-8")


def test_every_goto_has_one_label_and_every_label_is_reached() -> None:
    targets = {match.lower() for match in re.findall(r"\bgoto :?(\w+)", "\n".join(COMMANDS))}
    assert sorted(labels()) == sorted(targets)


def test_brackets_and_quotes_close_on_their_line() -> None:
    """Blocks over several lines are where batch files break, so this one has none."""
    for line in COMMANDS:
        assert line.count('"') % 2 == 0, line
        outside_quotes = re.sub(r'"[^"]*"', "", line)
        assert not set("()") & set(outside_quotes), line


def test_the_script_never_runs_on_into_a_message() -> None:
    """Each label below `start` is reached by a goto alone: what stands above it leaves."""
    for number, line in enumerate(LINES):
        if line.startswith(":") and line not in (":install", ":start"):
            before = next(text for text in reversed(LINES[:number]) if text)
            assert before.startswith(("goto ", "exit /b")), line


def test_what_may_fail_is_checked_on_the_next_line() -> None:
    may_fail = re.compile(r'^(py -3|"%PYTHON%"|pushd|where|fc)\b|^"%PYTHON%"')
    for number, line in enumerate(COMMANDS):
        if may_fail.match(line):
            assert COMMANDS[number + 1].startswith(
                ("if errorlevel 1 goto", "if not errorlevel 1")
            ), line


def test_windows_and_make_install_and_start_the_same() -> None:
    install, start = "-m pip install", "-m streamlit run serve.py"
    locked = "--require-hashes -r requirements.lock"
    assert any(install in line and locked in line for line in COMMANDS)
    assert any(start in line for line in COMMANDS)
    assert re.search(rf"^PIP := .*{install} .*--require-hashes$", MAKEFILE, re.MULTILINE)
    assert "$(PIP) -r requirements.lock" in MAKEFILE
    assert "$(PIP) -r requirements-dev.lock" in MAKEFILE
    assert f"$(BIN) {start}" in MAKEFILE
    needed = re.findall(r"3, ?11", BATCH.decode("ascii")), re.findall(r"3, ?11", MAKEFILE)
    assert all(needed)
    assert 'requires-python = ">=3.11"' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_every_requirement_is_pinned_and_says_why() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text("utf-8").splitlines():
            if line.startswith(("#", "-r ")):
                continue
            assert re.fullmatch(r"[A-Za-z0-9_-]+(\[\w+\])?==[\w.]+ +# \S.+", line), (
                f"{name}: {line}"
            )


def test_make_help_lists_the_commands() -> None:
    if shutil.which("make") is None:
        pytest.skip("make is not installed")
    shown = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert [line.split()[1] for line in shown.splitlines()] == [
        "help",
        "run",
        "test",
        "test-fast",
        "hooks",
        "coverage",
        "bench",
        "torture",
        "lock",
    ]
