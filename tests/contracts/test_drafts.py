"""Every long form keeps itself while one types, by the one mark (that no two share it: test_pages)."""

import re
from pathlib import Path

import pytest

WENMING = Path(__file__).resolve().parents[2] / "wenming"
WITHOUT = {
    "accounts/sign_in.html", "accounts/change_password.html", "accounts/second_factor.html",
    "accounts/second_step.html", "demo/sign_in.html",
}
"""Nothing of these is kept: passwords and codes alone. Nor of the room personal: its free text is personal data."""
TEMPLATES = [
    path for path in sorted(WENMING.glob("*/jinja2/**/*.html"))
    if "/".join(path.parts[-2:]) not in WITHOUT and path.parts[-2] != "personal"
]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: "/".join(path.parts[-2:]))
def test_a_form_to_fill_in_keeps_itself(path):
    text = path.read_text(encoding="utf-8")
    for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", text, flags=re.DOTALL):
        tag = form[: form.index(">", form.index("method"))]
        filled_in = "ui.field(" in form or "<textarea" in form
        assert not filled_in or "ui.drafted(" in form.partition(">\n")[0] or "ui.drafted(" in form, tag
