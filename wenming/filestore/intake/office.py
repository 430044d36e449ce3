"""Old Office and WPS files turned into their modern form by LibreOffice, in the sandbox, where the machine has it."""

import shutil
import tempfile
from pathlib import Path

from . import sandbox

SECONDS = 90
_FILTERS = {
    "doc": ("MS Word 97", "docx:MS Word 2007 XML"), "rtf": ("Rich Text Format", "docx:MS Word 2007 XML"),
    "ppt": ("MS PowerPoint 97", "pptx:Impress MS PowerPoint 2007 XML"),
}
_LIMITS = 'ulimit -t 120 -f 204800; exec "$@"'  # seconds of work; 100 MB of output in blocks of 512
# No macro runs, nothing is fetched from elsewhere, no link is followed: org.openoffice.Office.Common.
_SETTINGS = {
    "/org.openoffice.Office.Common/Security/Scripting": {
        "DisableMacrosExecution": "true",
        "MacroSecurityLevel": "3",
        "BlockUntrustedRefererLinks": "true",
        "DisableActiveContent": "true",
    },
    "/org.openoffice.Office.Writer/Content/Update": {"Link": "0", "Field": "false"},
}


def office_program() -> str | None:
    """Where LibreOffice is; None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def modernised(data: bytes, kind: str, program: str) -> bytes:
    """The same document as .docx or .pptx; ``kind`` is doc (also .wps), rtf or ppt. Raises ``Stopped`` and OSError."""
    with tempfile.TemporaryDirectory(prefix="wenming-office-") as name:
        folder = Path(name)
        source = folder / f"source.{kind}"
        source.write_bytes(data)
        _write_profile(folder / "profile" / "user")
        sandbox.run(_command(program, folder, source), seconds=SECONDS, settings={"HOME": name, "TMPDIR": name})
        made = next((folder / "out").glob("source.*"), None)
        if made is None:
            raise sandbox.Stopped
        return made.read_bytes()


def _command(program: str, folder: Path, source: Path) -> list[str | Path]:
    infilter, outfilter = _FILTERS[source.suffix[1:]]
    convert = [
        program, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        f"--infilter={infilter}", "--convert-to", outfilter,
        "--outdir", folder / "out", source,
    ]  # fmt: skip
    return [*_without_network(), "sh", "-c", _LIMITS, "sh", *convert]


def _without_network() -> list[str]:
    """A name space of its own without any network, where the system lets an ordinary user have one."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return []
    prefix = [unshare, "--map-root-user", "--net"]
    try:
        sandbox.run([*prefix, "true"], seconds=5)
    except (sandbox.Stopped, OSError):
        return []
    return prefix


def _write_profile(folder: Path) -> None:
    folder.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, settings in _SETTINGS.items()
        for name, value in settings.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    (folder / "registrymodifications.xcu").write_text(f"{head}{items}</oor:items>", encoding="utf-8")
