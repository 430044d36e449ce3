"""``python -m tools.plan_fuzz [--cases N] [--seed N] [FOLDER …]``: the reader on damaged documents.

Every case is read or refused with a sentence (RuleBroken); nothing else may come out, nothing may hang, no span may
lie outside its line, and noise may hold no sure task. One line a failure; exit status 1 where there was any.
"""

import argparse
import io
import os
import random
import signal
import sys
import traceback
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tools.plan_cases import SUFFIXES, made_up_cases
from tools.plan_mutants import mutated_bytes, mutated_package, mutated_text, noise
from wenming.domain.errors import RuleBroken
from wenming.domain.plan.draft import SURE, PlanDraft, from_json, to_json
from wenming.domain.plan.lines import Line, lines_of
from wenming.domain.plan.reader import read_plan
from wenming.filestore.intake.lines.document import read_document

LONGEST_SECONDS = 60
SLOW = (".pdf", ".doc")
Source = tuple[str, bytes]


class Broken(AssertionError):
    """The draft is not what a draft must be."""


def sources(folders: Sequence[Path]) -> list[Source]:
    """The made-up documents as text, and every document of the folders; old Word files are left to LibreOffice."""
    found = [(case.name + ".txt", _below_label(case.source).encode()) for case in made_up_cases()]
    for folder in folders:
        paths = sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES)
        found.extend((path.name, path.read_bytes()) for path in paths if path.suffix not in (".doc", ".wps"))
    return found


def _below_label(source: Path) -> str:
    return source.read_text(encoding="utf-8").split("\n---\n", 1)[1]


def read_one(source: Source, chance: random.Random) -> str:
    """Damage a document and read it; ``read`` or ``refused``. Raises what must not be raised."""
    name, data = source
    try:
        lines = _damaged(name, data, chance)
        draft = read_plan(lines)
    except RuleBroken:
        return "refused"
    check(draft, lines)
    return "read"


def read_noise(chance: random.Random) -> str:
    """Noise must not be taken for tasks that are shown as read."""
    lines = lines_of(noise(chance))
    draft = read_plan(lines)
    check(draft, lines)
    if any(task.confidence >= SURE for task in draft.tasks):
        raise Broken("a sure task out of noise")
    return "noise"


def _damaged(name: str, data: bytes, chance: random.Random) -> list[Line]:
    if name.endswith(".txt"):
        return lines_of(mutated_text(data.decode("utf-8"), chance))
    if zipfile.is_zipfile(io.BytesIO(data)) and chance.random() < 0.8:
        return read_document(mutated_package(data, chance), name)
    return read_document(mutated_bytes(data, chance), name)


def check(draft: PlanDraft, lines: Sequence[Line]) -> None:
    """What holds for every draft: it goes through JSON unchanged, and its spans lie in the lines."""
    if from_json(to_json(draft)) != draft:
        raise Broken("the draft does not survive JSON")
    length = {line.number: len(line.text) for line in lines}
    for task in draft.tasks:
        owners = (*task.lead_units, *task.responsible_units, *task.responsible_people)
        marked = [*task.spans, *(span for one in (*owners, *task.targets, *task.deadlines) for span in one.spans)]
        if any(not 0 <= span.start <= span.end <= length.get(span.line, -1) for span in marked):
            raise Broken(f"a span outside its line: {task.key}")


def run_case(own: int, found: Sequence[Source]) -> str:
    """The case of a seed of its own: noise one time in ten, a slow kind of file one time in twenty."""
    chance = random.Random(own)
    if own % 10 == 0:
        return read_noise(chance)
    slow = [one for one in found if one[0].endswith(SLOW)]
    quick = [one for one in found if not one[0].endswith(SLOW)]
    return read_one(chance.choice(slow if slow and own % 20 == 1 else quick), chance)


def main() -> int:
    parser = argparse.ArgumentParser(prog="tools.plan_fuzz")
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("folders", nargs="*", type=Path)
    wanted = parser.parse_args()
    named = os.environ.get("WENMING_PLANS")
    found = sources(wanted.folders or ([Path(named)] if named else []))
    outcome, failures = Counter[str](), 0
    for own in range(wanted.seed * 1_000_000, wanted.seed * 1_000_000 + wanted.cases):
        signal.alarm(LONGEST_SECONDS)  # a case that hangs ends the run, loudly
        try:
            outcome[run_case(own, found)] += 1
        except Exception:
            failures += 1
            print(f"case {own}:\n{traceback.format_exc(limit=-4)}", file=sys.stderr)
    signal.alarm(0)
    print(f"{wanted.cases} cases from {len(found)} documents: {dict(outcome)}, failures: {failures}")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
