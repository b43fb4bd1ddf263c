"""Seconds and peak memory of every task on the largest case that is allowed, beside a sample.

Each task runs in a process of its own, as cold as a first click. The largest case has every list
full, the longest names, and notes up to the size that a case file may have.
"""

import json
import multiprocessing
import resource
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any

from imh.case import casefile
from imh.case.case import Case
from imh.case.integrity import CHILD, EVENT, PERSON, PLACE, REFERENCES, VISIT
from imh.case.schema import json_schema
from imh.case.text import LONGEST
from imh.drawing import draw, to_png
from imh.exchange.deidentify import deidentify
from imh.formulation.writing import written
from imh.principles.assess import assess

SAMPLE = Path(__file__).parents[1] / "sample_cases" / "theo-and-lin.json"
NOW = 84
WORDS = ("night", "Mara", "came", "home", "to", "a", "child", "who", "would", "not", "settle")
PROCESSES = multiprocessing.get_context("fork")

TASKS: dict[str, Callable[[str], object]] = {
    "parse": lambda text: casefile.parse(text, "case"),
    "assess": lambda text: assess(_case(text), what_ifs=False),
    "assess with what-ifs": lambda text: assess(_case(text)),
    "map, SVG": lambda text: draw(_case(text)),
    "map, PNG": lambda text: to_png(draw(_case(text), theme="print")),
    "formulation, Markdown": lambda text: written(_case(text))[0](".md"),
    "formulation, Word": lambda text: written(_case(text))[0](".docx"),
    "formulation, PDF": lambda text: written(_case(text))[0](".pdf"),
    "de-identified": lambda text: deidentify(_case(text)),
}


def _case(text: str) -> Case:
    return casefile.parse(text, "case")


def largest_case() -> str:
    """A case file with all lists full, filled up with notes to the last thousand bytes."""
    family = _Family()
    document = family.document()
    room = casefile.FULLEST - len(json.dumps(document, separators=(",", ":"))) - 1000
    for tie in document["ties"]:
        tie["note"] = family.words(max(1, min(LONGEST, room)))
        room -= len(tie["note"]) + 20
        if room <= 0:
            break
    return casefile.dump(_case(json.dumps(document)))


class _Family:
    def __init__(self) -> None:
        self.random, self.schema = Random(1), json_schema()
        lists = {n: f for n, f in self.schema["properties"].items() if f.get("type") == "array"}
        self.ids = {
            name: [f"{name}-{k}" for k in range(f["maxItems"])] for name, f in lists.items()
        }
        self.ids["children"] = self.ids["people"][: len(self.ids["children"])]
        self.symbols = [*self.ids["people"], *self.ids["settings"], *self.ids["influences"]]
        pools = {
            PERSON: self.ids["people"],
            PLACE: self.symbols,
            EVENT: self.ids["events"],
            VISIT: self.ids["visits"],
            CHILD: self.ids["children"],
        }
        self.pool = {(where, field): pools[kind] for where, field, kind in REFERENCES}

    def words(self, length: int) -> str:
        text = " ".join(self.random.choices(WORDS, k=length // 3))
        return text[:length].strip()

    def document(self) -> dict[str, Any]:
        filled = {
            name: [self.entry(name, number) for number in range(len(ids))]
            for name, ids in self.ids.items()
            if name != "children"
        }
        return {
            "format_version": 1,
            "reference_age_months": NOW,
            "children": self.ids["children"],
            **filled,
        }

    def entry(self, collection: str, number: int) -> dict[str, Any]:
        model = self.resolved(self.schema["properties"][collection]["items"])
        if "discriminator" in model:
            kinds = [*model["discriminator"]["mapping"].values()]
            model = self.resolved({"$ref": kinds[number % len(kinds)]})
        entry = self.filled(model, collection) | {"id": f"{collection}-{number}"}
        if collection == "ties":
            ends = sorted(self.random.sample(range(len(self.symbols)), 2))
            entry |= {"source": self.symbols[ends[1]], "target": self.symbols[ends[0]]}
        if collection == "people":
            child = f"people-{number}" in self.ids["children"]
            entry |= {"age_months": NOW if child else None, "died_at_months": None}
        return entry

    def resolved(self, model: dict[str, Any]) -> dict[str, Any]:
        name = model.get("$ref", "").rsplit("/", 1)[-1]
        return self.schema["$defs"][name] if name else model

    def filled(self, model: dict[str, Any], where: str) -> dict[str, Any]:
        entry = {n: self.value(part, where, n) for n, part in model["properties"].items()}
        for first in ("since_months", "at_months"):
            if first in entry and "until_months" in entry:
                entry[first], entry["until_months"] = sorted((entry[first], entry["until_months"]))
        return entry

    def value(self, field: dict[str, Any], where: str, name: str) -> Any:
        field = self.resolved(field)
        field = self.resolved(field.get("anyOf", [field])[0])
        kind = field.get("type", "object")
        if "const" in field:
            return field["const"]
        if "enum" in field:
            return self.random.choice(field["enum"])
        if "pattern" in field:
            pool = self.symbols if name == "who" else self.ids["visits"]
            return self.random.choice(self.pool.get((where, name), pool))
        if kind == "string":
            longest = 200 if name == "name" else 0 if name == "value" else 20
            return "2024-05-01" if field.get("format") == "date" else self.words(longest)
        if kind == "number":
            least = -12 if name.endswith("months") else field["minimum"]
            return round(self.random.uniform(least, min(NOW, field["maximum"])), 1)
        if kind == "array":
            return [self.value(field["items"], where, name)]
        if kind == "boolean":
            return True
        return {} if "properties" not in field else self.filled(field, where)


def measured(task: Callable[[str], object], text: str) -> tuple[float, float]:
    """Seconds, and the most memory in MB that the process had."""
    mine, theirs = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=_run, args=(task, text, theirs))
    process.start()
    found: tuple[float, float] = mine.recv()
    process.join()
    return found


def _run(task: Callable[[str], object], text: str, out: Connection) -> None:
    start = time.perf_counter()
    task(text)
    spent = time.perf_counter() - start
    out.send((spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def main() -> None:
    """Print a line for each task."""
    sample, largest = SAMPLE.read_text("utf-8"), largest_case()
    print(f"{'':<24}{'a sample':>18}{'the largest case':>22}")
    for name, task in TASKS.items():
        one, other = measured(task, sample), measured(task, largest)
        print(f"{name:<24}{one[0]:>9.2f} s{one[1]:>4.0f} MB{other[0]:>12.2f} s{other[1]:>5.0f} MB")
    print(f"The sample has {len(sample.encode()):,} bytes, the largest {len(largest.encode()):,}.")
