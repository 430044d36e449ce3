"""``python -m tools.plans [--show N] [FOLDER …]``: what the plan reader finds, in figures.

Measured are the made-up documents of the tests, and the labelled ones of each FOLDER (else of WENMING_PLANS).
"""

import argparse
import os
from collections.abc import Iterable
from pathlib import Path

from tools.plan_cases import Case, made_up_cases, real_cases
from tools.plan_figures import FIELDS, Tally, compare
from wenming.domain.errors import RuleBroken
from wenming.domain.plan.draft import PlanDraft
from wenming.domain.plan.reader import read_plan


def measured(cases: Iterable[Case], show: int = 0) -> Tally:
    """Print one line a document, the sum, and the table of confidence."""
    total = Tally()
    print("".ljust(34) + "".join(name[:11].rjust(12) for name in FIELDS))
    for case in cases:
        try:
            draft = read_plan(case.lines())
        except RuleBroken as refusal:
            print(f"{case.name}: {refusal.sentence}")
            draft = PlanDraft()
        one = compare(case.gold, draft)
        total.add(one)
        print(_row(case.name, one))
        for note in one.notes[:show]:
            print("    " + note)
    print(_row("all", total) + f"   overall {total.overall():.3f}")
    _print_confidence(total)
    return total


def _row(name: str, tally: Tally) -> str:
    figures = (tally.f1(name) for name in FIELDS)
    return name[:33].ljust(34) + "".join(("-" if one is None else f"{one:.3f}").rjust(12) for one in figures)


def _print_confidence(tally: Tally) -> None:
    sure, right = tally.sure_right + tally.sure_wrong, tally.sure_right + tally.unsure_right
    if sure and right:
        print(f"marked sure: {sure}, of them right {tally.sure_right} ({100 * tally.sure_right / sure:.1f} %)")
        print(f"right: {right}, of them marked sure {tally.sure_right} ({100 * tally.sure_right / right:.1f} %)\n")


def main() -> int:
    parser = argparse.ArgumentParser(prog="tools.plans")
    parser.add_argument("--show", type=int, default=0, help="print up to N differences a document")
    parser.add_argument("folders", nargs="*", type=Path)
    wanted = parser.parse_args()
    measured(made_up_cases(), wanted.show)
    named = os.environ.get("WENMING_PLANS")
    folders = wanted.folders or ([Path(named)] if named else [])
    for folder in folders:
        measured(real_cases(folder), wanted.show)
    if not folders:
        print("No real documents: name a folder, or set WENMING_PLANS.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
