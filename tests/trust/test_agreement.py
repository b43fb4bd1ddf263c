"""Agreement figures worked out by hand, and a ratings file that complains with file and line."""

import csv
import json
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result
from scipy import stats

from imh.case import casefile
from imh.cli import main
from imh.principles.assess import assess
from imh.principles.knowledge import PRINCIPLES
from imh.trust.agreement import (
    agreement,
    app_scores,
    estimate,
    first_in_two,
    in_words,
    of_cases,
    overall,
)
from imh.trust.kendall import concordance, tau_b
from imh.trust.ratings import Rating, as_csv, from_cell, read_ratings
from imh.trust.trials import SAMPLES

HEADER = "case,rater,relationships,context,early_experiences,reflective_practice,whole_family"


@pytest.mark.parametrize(
    ("one", "other", "tau"),
    [
        ((1, 2, 3, 4, 5), (1, 2, 3, 4, 5), 1.0),
        ((1, 2, 3, 4, 5), (5, 4, 3, 2, 1), -1.0),
        ((1, 2, 3, 4, 5), (2, 1, 3, 4, 5), 0.8),  # one pair of ten the other way round
        ((1, 1, 2), (1, 2, 3), 2 / 6**0.5),  # two pairs of three agree, one is a tie
        ((1, 1, 1), (1, 2, 3), None),
    ],
)
def test_tau_b_by_hand(one: tuple[float, ...], other: tuple[float, ...], tau: float | None) -> None:
    assert tau_b(one, other) == (None if tau is None else pytest.approx(tau))


def test_tau_b_against_another_implementation() -> None:
    random = Random(1)
    for _ in range(200):
        one = [random.randrange(4) for _ in range(5)]
        other = [random.randrange(4) for _ in range(5)]
        mine, theirs = tau_b(one, other), stats.kendalltau(one, other).statistic
        assert (mine is None and theirs != theirs) or mine == pytest.approx(theirs)


def test_concordance_by_hand() -> None:
    # Three people, four things. Rank sums 4, 5, 9.5, 11.5 about a mean of 7.5: S = 38.5; one tie
    # of two: T = 6; W = 12 * 38.5 / (9 * 60 - 3 * 6).
    rankings = [(1, 2, 3, 4), (2, 1, 3, 4), (1, 2, 5, 5)]
    assert concordance(rankings) == pytest.approx(462 / 522)
    assert concordance([(1, 2, 3), (10, 20, 30)]) == pytest.approx(1.0)
    assert concordance([(1, 2, 3), (3, 2, 1)]) == pytest.approx(0.0)
    assert concordance([(1, 2, 3)]) is None
    assert concordance([(4, 4, 4), (7, 7, 7)]) is None


def test_concordance_is_the_mean_rank_correlation_in_other_words() -> None:
    random = Random(2)
    for _ in range(100):
        people = [random.sample(range(5), 5) for _ in range(4)]
        pairs = [
            1 - sum((a - b) ** 2 for a, b in zip(*pair, strict=True)) / 20  # Spearman's, of five
            for pair in combinations(people, 2)
        ]
        w = concordance(people)
        assert w is not None
        assert (4 * w - 1) / 3 == pytest.approx(sum(pairs) / len(pairs))


@pytest.mark.parametrize(
    ("rated", "words"),
    [
        ([(9, 7, 5, 3, 1), (8, 6, 5, 2, 1)], "The room largely agrees."),
        ([(5, 4, 3, 2, 1), (4, 5, 1, 2, 3)], "The room agrees in part."),  # 0.5 of any two
        ([(5, 4, 3, 2, 1), (3, 4, 1, 2, 5)], "The room does not agree."),
        ([(5, 4, 3, 2, 1), (1, 2, 3, 4, 5)], "The room does not agree."),
        ([(5, 4, 3, 2, 1)], ""),
        ([], ""),
    ],
)
def test_agreement_in_words(rated: list[tuple[int, ...]], words: str) -> None:
    assert in_words(rated) == words


def test_ratings_written_by_the_app_are_read_back(tmp_path: Path) -> None:
    path = tmp_path / "ratings.csv"
    rated = [(9, 3, 7, 1, 5), (8, None, 7, 2, 4), (0, 10, 7, 2, 4)]
    path.write_text(as_csv("sol", rated), "utf-8")
    assert read_ratings(path, {"sol"}) == (
        Rating("sol", "rater-1", (9, 3, 7, 1, 5)),
        Rating("sol", "rater-3", (0, 10, 7, 2, 4)),
    )
    told = CliRunner().invoke(main, ["agree", str(SAMPLES), str(path)])
    assert told.exit_code == 0
    assert "sol" in told.output


@pytest.mark.parametrize(
    "name",
    [
        *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", '"=1', "'\"=1", "'=1", "''=1"),
        *("\uff1d1", "-", "=", "=cmd|' /C calc'!A0", "sol", "'sol", "o'sol", "so=l", ""),
    ],
)
def test_no_spreadsheet_takes_a_name_for_a_formula(tmp_path: Path, name: str) -> None:
    path = tmp_path / "ratings.csv"
    path.write_text(as_csv(name, [(9, 3, 7, 1, 5)]), "utf-8", newline="")
    with path.open(newline="", encoding="utf-8") as file:
        _, (cell, *_) = csv.reader(file)
    assert cell.lstrip(' \t\r\n"')[:1] not in ("=", "+", "-", "@", "\uff1d") or not name
    assert from_cell(cell) == name
    if name.strip() == name:
        assert [one.case for one in read_ratings(path, {name})] == [name]


@pytest.mark.parametrize(
    ("of", "reference", "share"),
    [
        ((5, 4, 3, 2, 1), (1, 9, 1, 1, 1), 1.0),  # their first is second here
        ((5, 4, 3, 2, 1), (1, 1, 9, 1, 1), 0.0),  # third
        ((5, 3, 3, 2, 1), (1, 1, 9, 1, 1), 0.5),  # one of two for the second place
        ((3, 3, 3, 2, 1), (1, 1, 9, 1, 1), 2 / 3),  # one of three for two places
        ((5, 4, 3, 2, 1), (9, 1, 9, 1, 1), 0.5),  # they have two firsts, one is third here
    ],
)
def test_first_in_first_two_by_hand(
    of: tuple[float, ...], reference: tuple[float, ...], share: float
) -> None:
    assert first_in_two(of, reference) == pytest.approx(share)


def test_each_rater_stands_against_the_mean_of_the_others() -> None:
    ratings = [
        Rating("x", "a", (9, 1, 2, 3, 4)),
        Rating("x", "b", (8, 1, 2, 3, 4)),
        Rating("x", "c", (1, 8, 2, 3, 4)),
    ]
    (case,) = of_cases(ratings, {"x": (0, 5, 1, 2, 3)})
    assert case.people is not None
    # a: the others have two firsts, one of them is a's; b: their first is b's; c: it is c's last.
    assert case.people.first_in_two == pytest.approx((0.5 + 1 + 0) / 3)
    taus = [  # each with the mean of the other two
        tau_b((9, 1, 2, 3, 4), (4.5, 4.5, 2, 3, 4)),
        tau_b((8, 1, 2, 3, 4), (5, 4.5, 2, 3, 4)),
        tau_b((1, 8, 2, 3, 4), (8.5, 1, 2, 3, 4)),
    ]
    assert case.people.tau_b == pytest.approx(sum(tau or 0 for tau in taus) / 3)
    assert case.app == agreement((0, 5, 1, 2, 3), (6, 10 / 3, 2, 3, 4))


def test_a_single_rater_has_nobody_to_agree_with() -> None:
    (case,) = of_cases([Rating("x", "a", (9, 1, 2, 3, 4))], {"x": (9, 1, 2, 3, 4)})
    assert case.people is None
    assert case.app.tau_b == 1.0
    assert overall([case])["people_tau_b"].mean is None


def test_principles_without_a_rank_come_last_and_tied() -> None:
    scores = app_scores(assess(casefile.read(SAMPLES / "cass.json"), what_ifs=False))
    assert PRINCIPLES[scores.index(max(scores))] == "relationships"
    assert len(set(scores)) == 2


def test_an_interval_holds_the_mean_and_is_the_same_on_every_run() -> None:
    values = [0.0, 0.5, 1.0, 1.0, None]
    found = estimate(values)
    assert found == estimate(values)
    assert found.cases == 4
    assert found.mean == pytest.approx(0.625)
    assert found.low is not None
    assert found.high is not None
    assert 0 < found.low < 0.625 < found.high <= 1
    assert estimate([1.0, 1.0]).low == 1.0
    assert estimate([]).mean is None


# The command


def run(ratings: Path, *more: str) -> Result:
    return CliRunner().invoke(main, ["agree", str(SAMPLES), str(ratings), *more])


def written(folder: Path, *lines: str) -> Path:
    path = folder / "ratings.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


@pytest.fixture
def rated(tmp_path: Path) -> Path:
    return written(
        tmp_path,
        HEADER,
        "milo,one,9,3,4,6,5",
        "milo,two,7,2,4,6,9",
        "",
        "rue,one,2,0,1,10,3",
        "rue,two,3,0.5,1,9,3",
    )


def test_the_table_names_every_rated_case(rated: Path) -> None:
    result = run(rated)
    assert result.exit_code == 0
    assert "first two in 1.00 (1.00 to 1.00) of 2 cases" in result.stdout
    assert [line.split()[0] for line in result.stdout.splitlines() if " 2 " in line][1:] == [
        "milo",
        "rue",
    ]
    assert "Persons & Bertagnolli 1999" in result.stdout


def test_json_is_as_documented(rated: Path) -> None:
    data = json.loads(run(rated, "--json").stdout)
    figures = {"app_first_in_two", "people_first_in_two", "app_tau_b", "people_tau_b"}
    assert set(data) == {"overall", "cases"}
    assert set(data["overall"]) == figures
    assert all(set(o) == {"mean", "low", "high", "cases"} for o in data["overall"].values())
    assert [one["case"] for one in data["cases"]] == ["milo", "rue"]
    assert all(set(one) == {"case", "raters", *figures} for one in data["cases"])
    milo = data["cases"][0]
    assert milo["raters"] == 2
    assert milo["people_tau_b"] == pytest.approx(0.6)  # two pairs of ten: 8 - 2


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ((), "1: found no header, expected a column 'case'"),
        ((HEADER,), "2: found no ratings, expected at least one"),
        ((HEADER.replace(",context", ""), "milo,a,1,2,3,4"), "a column 'context'"),
        ((HEADER + ",context", "milo,a,1,2,3,4,5,6"), "1: found the column 'context' twice"),
        ((HEADER, "milo,a,1,2,3,4,11"), "2: found 11, expected a number from 0 to 10 for whole_f"),
        ((HEADER, "milo,a,1,2,3,4,-1"), "2: found -1, expected a number from 0 to 10"),
        ((HEADER, "milo,a,1,2,3,4,nan"), "2: found nan, expected a number from 0 to 10"),
        ((HEADER, "milo,a,1,2,3,4,5", "milo,b,1,,3,4,5"), "3: found nothing, expected a number"),
        ((HEADER, "milo,a,much,2,3,4,5"), "2: found 'much', expected a number"),
        ((HEADER, "nobody,a,1,2,3,4,5"), "2: found the case 'nobody', expected one of baby-kaya,"),
        ((HEADER, "milo,,1,2,3,4,5"), "2: found no rater, expected"),
        ((HEADER, "milo,a,1,2,3,4"), "2: found 6 values, expected 7 values"),
        ((HEADER, "milo,a,1,2,3,4,5", "milo,a,1,2,3,4,5"), "3: found a on milo a second time"),
        ((HEADER, 'milo,"a,1,2,3,4,5'), "found unexpected end of data, expected a CSV line"),
    ],
)
def test_a_fault_is_one_line_with_its_place(
    tmp_path: Path, lines: tuple[str, ...], complaint: str
) -> None:
    result = run(written(tmp_path, *lines))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("ratings.csv:")
    assert complaint in result.stderr
    assert result.stderr.count("\n") == 1


def test_other_files_are_refused_as_well(tmp_path: Path) -> None:
    path = tmp_path / "ratings.csv"
    path.write_bytes(HEADER.encode() + b"\nmilo,\xff,1,2,3,4,5\n")
    assert run(path).stderr == (
        "ratings.csv:2: found a byte that is not UTF-8, expected text in UTF-8\n"
    )
    assert run(tmp_path / "missing.csv").exit_code == 2
    assert "missing.csv:1: found a file that cannot be read" in run(tmp_path / "missing.csv").stderr
