"""The rules run with pen and paper: no framework, nothing but the standard library."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOMAIN = ROOT / "wenming" / "domain"
MODULES = sorted(DOMAIN.rglob("*.py"))


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add(node.module or "")
    return names


def test_domain_imports_only_itself_and_the_standard_library():
    strangers = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in MODULES
        for name in imported(path)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("wenming.domain")
    }
    assert MODULES
    assert not strangers


def test_domain_imports_with_django_blocked():
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in MODULES]
    script = (
        "import sys\n"
        "class Block:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in {'django', 'jinja2', 'PIL'}: raise ImportError(name)\n"
        "sys.meta_path.insert(0, Block())\n"
        f"for name in {names!r}: __import__(name)\n"
    )
    outcome = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stderr
