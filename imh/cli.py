"""The command line: check, assess and draw case files, look after the library, without a browser.

Results go to standard output, progress and complaints to standard error. A broken file is named
and the rest goes on; the exit code is then 2.
"""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import click
from tqdm import tqdm

from imh import __version__
from imh.case import casefile
from imh.case.case import Case
from imh.case.schema import json_schema

FILES = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
BROKEN, FAILED = 2, 1
Turn = TypeVar("Turn")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="imh")
def main() -> None:
    """Map a family's context and see which infant-mental-health principles bear most.

    Decision support for professionals, not a diagnosis.
    """


@main.command()
@FILES
def validate(files: tuple[Path, ...]) -> None:
    """Check case files: one line for every file that is not a case."""
    _for_each(files, lambda path, case: click.echo(f"{path.name}: {_counted(case)}"))


@main.command()
def schema() -> None:
    """Print the JSON Schema of a case file."""
    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


@main.command()
@FILES
@click.option("--json", "as_json", is_flag=True, help="One JSON object a case, one a line.")
def assess(files: tuple[Path, ...], as_json: bool) -> None:
    """Say which principles bear most on each case, and why."""
    from imh.principles import report
    from imh.principles.assess import assess as assess_case

    def show(path: Path, case: Case) -> None:
        assessment = assess_case(case)
        if as_json:
            data = report.as_data(path.stem, assessment)
            click.echo(json.dumps(data, ensure_ascii=False, allow_nan=False))
        else:
            click.echo(report.as_text(case.title or path.stem, assessment))

    _for_each(files, show)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write: a name that ends in .svg or .png.",
)
def draw(file: Path, output: Path) -> None:
    """Draw the family map of one case as SVG or PNG."""
    from imh.drawing import draw as draw_map
    from imh.drawing import to_png

    if output.suffix.lower() not in (".svg", ".png"):
        _refuse(f"{output.name}: the ending is '{output.suffix}', expected .svg or .png")

    def paint(_: Path, case: Case) -> None:
        svg = draw_map(case, theme="light")
        data = to_png(svg) if output.suffix.lower() == ".png" else svg.encode()
        try:
            output.write_bytes(data)
        except OSError as error:
            _refuse(f"{output.name}: cannot be written ({error.strerror})")

    _for_each((file,), paint)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write: a name that ends in .docx, .pdf, .md or .txt.",
)
@click.option("--family", is_flag=True, help="The version for the family, in plain words.")
@click.option("--deidentified", is_flag=True, help="Pseudonyms, ages and kinds of places.")
@click.option("--reflection", is_flag=True, help="With what the team shared of its reflection.")
def formulate(file: Path, output: Path, family: bool, deidentified: bool, reflection: bool) -> None:
    """Write the formulation of one case as DOCX, PDF, Markdown or plain text."""
    from imh.formulation.writing import ENDINGS, written

    if output.suffix.lower() not in ENDINGS:
        expected = f"{', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}"
        _refuse(f"{output.name}: the ending is '{output.suffix}', expected {expected}")
    if family and reflection:
        _refuse("--family --reflection: the family version never holds the team's reflection")

    def write(_: Path, case: Case) -> None:
        if deidentified:
            case = _deidentified(case)
        document, warnings = written(
            case, family=family, deidentified=deidentified, with_reflection=reflection
        )
        for line in warnings:
            click.echo(line, err=True)
        _save(output, document(output.suffix.lower()))

    _for_each((file,), write)


FOLDER = click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="CASES_DIR"
)


def _made_up(count: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    words = f"Made-up families besides the sample cases ({count:,})."
    return click.option("--cases", default=count, type=click.IntRange(min=0), help=words)


@main.command()
@FOLDER
@click.argument("ratings", type=click.Path(path_type=Path), metavar="RATINGS.csv")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def agree(folder: Path, ratings: Path, as_json: bool) -> None:
    """Compare the ranking with people who read the same cases in prose, blind."""
    from imh.trust import commands
    from imh.trust.ratings import RatingsError

    try:
        click.echo(commands.agree(folder, ratings, as_json))
    except (RatingsError, casefile.CaseFileError) as error:
        _refuse(str(error))


@main.command()
@click.argument(
    "folder",
    required=False,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="[CASES_DIR]",
)
@click.option("--write", is_flag=True, help="Write the scales into the knowledge files.")
def calibrate(folder: Path | None, write: bool) -> None:
    """Set the scales so that no principle is favoured by its catalogue.

    The cases of CASES_DIR guard them: the sample cases where none is named.
    """
    from imh.trust import commands
    from imh.trust.trials import SAMPLES

    folder = folder or SAMPLES
    cases: dict[str, Case] = {}
    _for_each(sorted(folder.glob("*.json")), lambda path, case: cases.update({path.stem: case}))
    if not cases:
        _refuse(f"{folder.name}: no case files, expected at least one")
    _found(*commands.calibrate(cases, write))


@main.command()
@_made_up(2000)
def fairness(cases: int) -> None:
    """Change what must not matter (names, genders, order ...) and count what changes."""
    from imh.trust import commands
    from imh.trust.trials import SAMPLES, trials

    _found(*commands.fair(_progress(trials(SAMPLES, cases))))


@main.command()
@_made_up(100)
@click.option(
    "--picture",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Draw claimed against held: a name that ends in .png.",
)
def robustness(cases: int, picture: Path | None) -> None:
    """Read a tenth of the ties otherwise and see whether the first stays as often as claimed."""
    from imh.drawing import to_png
    from imh.trust import commands
    from imh.trust.calibration_picture import calibration_picture
    from imh.trust.trials import SAMPLES, trials

    if picture and picture.suffix.lower() != ".png":
        _refuse(f"{picture.name}: the ending is '{picture.suffix}', expected .png")
    text, held = commands.robust(_progress(trials(SAMPLES, cases)))
    click.echo(text)
    if picture:
        _save(picture, to_png(calibration_picture(held)))


@main.command()
@_made_up(300)
def explain_check(cases: int) -> None:
    """Take every reason apart: its facts, its parts, and whether its sentence is true."""
    from imh.drawing import evidence_ids
    from imh.trust import commands
    from imh.trust.trials import SAMPLES, trials

    _found(*commands.explain(_progress(trials(SAMPLES, cases)), evidence_ids))


@main.group()
def audit() -> None:
    """Read and check the record of who did what in the library."""


def _library(command: Callable[..., None]) -> Callable[..., None]:
    practice = click.option("--practice", is_flag=True, help="The practice library.")
    return practice(command)


@audit.command()
@_library
@click.option("--seal", metavar="SEAL", help="A seal noted down elsewhere, or a file of seals.")
def verify(practice: bool, seal: str | None) -> None:
    """Compare the record with the library, or name what does not hold (exit code 2).

    This finds what was changed past the app. Whoever has the library's key or the database's
    password can rewrite all of it: only a seal that was noted down elsewhere shows that.
    """
    from imh.library import commands

    _asked(lambda: commands.verify(practice, seal))


@audit.command()
def note() -> None:
    """Note the last seal anew, once you know why the one before does not hold."""
    from imh.library import commands

    _asked(commands.note_anew)


@audit.command("list")
@_library
@click.option("--case", "token", default=None, help="Only about the case of this token.")
def list_record(practice: bool, token: str | None) -> None:
    """Print the record, the newest line first. It holds no text of any case."""
    from imh.library import commands

    _asked(lambda: commands.record(practice, token))


@main.group("library")
def library_group() -> None:
    """Look after the library as a whole."""


@library_group.command()
@_library
@click.option("--after-change", type=int, help="Years after a case was last changed.")
@click.option("--after-birth", type=int, help="Years after the youngest child's birth.")
@click.option("--off", is_flag=True, help="Keep cases without an end.")
def retention(practice: bool, after_change: int | None, after_birth: int | None, off: bool) -> None:
    """Say how long cases are kept, or set it. Nothing is ever deleted by itself.

    What is set takes the place of all that was set before; with both, a case is kept until the
    later one.
    """
    from imh.library import commands
    from imh.library.retention import Retention

    named = (after_change, after_birth) != (None, None)
    if off and named:
        _refuse("--off: cases are kept without an end, or for the years that you name")
    _asked(
        lambda: commands.retention(
            practice, Retention(after_change, after_birth) if off or named else None
        )
    )


@main.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Copy your own library into one file, as locked as it is."""
    from imh.library import commands

    _asked(lambda: commands.back_up(file))


@main.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--recovery-key", is_flag=True, help="Ask for the recovery key instead.")
def restore(file: Path, recovery_key: bool) -> None:
    """Put the library of a backup in the place of your own, which is kept beside it."""
    from imh.library import commands

    _asked(lambda: commands.restore(file, recovery_key))


def _asked(answer: Callable[[], tuple[str, bool]]) -> None:
    """Print what the library answers; exit with 2 when it does not, or something is amiss."""
    from imh.library.errors import LibraryError

    try:
        text, well = answer()
    except LibraryError as error:
        _refuse(str(error))
    else:
        click.echo(text)
        if not well:
            sys.exit(BROKEN)


def _found(text: str, well: bool) -> None:
    click.echo(text)
    if not well:
        sys.exit(FAILED)


def _deidentified(case: Case) -> Case:
    """The case without names, with a line on standard error for all a person has to look at."""
    from imh.exchange.deidentify import deidentify

    safe, lines = deidentify(case)
    click.echo("De-identified by rules, which do not find everything: read it.", err=True)
    for line in lines:
        if line.hints:
            found = ", ".join(f"{hint.found} ({hint.kind})" for hint in line.hints)
            click.echo(f"{line.path}: {found}", err=True)
    return safe


def _save(output: Path, data: bytes) -> None:
    try:
        output.write_bytes(data)
    except OSError as error:
        _refuse(f"{output.name}: cannot be written ({error.strerror})")


def _counted(case: Case) -> str:
    places = len(case.settings) + len(case.influences)
    return (
        f"a case, people: {len(case.people)}, places and influences: {places}, "
        f"ties: {len(case.ties)}"
    )


def _for_each(files: Sequence[Path], act: Callable[[Path, Case], None]) -> None:
    """Read every file and act on its case; at the end, exit with 2 if any was broken."""
    broken = False
    for path in _progress(files):
        try:
            case = casefile.read(path)
        except casefile.CaseFileError as error:
            click.echo(str(error), err=True)
            broken = True
        else:
            act(path, case)
    if broken:
        sys.exit(BROKEN)


def _progress(turns: Sequence[Turn]) -> Iterator[Turn]:
    quiet = len(turns) < 2 or not sys.stderr.isatty()
    yield from tqdm(turns, unit="case", leave=False, disable=quiet, file=sys.stderr)


def _refuse(complaint: str) -> None:
    click.echo(complaint, err=True)
    sys.exit(BROKEN)
