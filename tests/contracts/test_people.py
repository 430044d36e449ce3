"""No real person stands in the product: the names of the real plans are nowhere in its files."""

import json
import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLANS = os.environ.get("WENMING_PLANS", "")
KINDS = {".py", ".txt", ".json", ".html", ".md", ".js"}
FOLDERS = ("wenming", "tests", "docs")


@pytest.mark.skipif(not PLANS, reason="真实方案不在：未设 WENMING_PLANS / WENMING_PLANS is not set")
def test_nobody_of_the_real_plans_is_named_here():
    names = set()
    for label in Path(PLANS).glob("*.json"):
        group = json.loads(label.read_text(encoding="utf-8")).get("leading_group") or {}
        for part in ("leader", "deputy", "members", "office_members"):
            names |= {name for name in group.get(part) or [] if 2 <= len(name) <= 3}
    assert names
    found = [
        (path.relative_to(ROOT).as_posix(), name)
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*")
        if path.suffix in KINDS
        for name in names
        if name in re.sub(r"[ \u3000]+", "", path.read_text(encoding="utf-8"))
    ]
    assert not found
