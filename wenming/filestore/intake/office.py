"""Office and WPS files turned by LibreOffice into their modern form or into PDF, in the sandbox, where it is there."""

import shutil
import tempfile
from pathlib import Path

from wenming.filestore import sandbox

SECONDS = 90
_READ = {
    "doc": "MS Word 97", "rtf": "Rich Text Format", "ppt": "MS PowerPoint 97", "xls": "MS Excel 97",
    "docx": "MS Word 2007 XML", "pptx": "Impress MS PowerPoint 2007 XML", "xlsx": "Calc MS Excel 2007 XML",
}
_MODERN = {"doc": "docx:MS Word 2007 XML", "rtf": "docx:MS Word 2007 XML", "ppt": "pptx:Impress MS PowerPoint 2007 XML"}
_PDF = {"d": "pdf:writer_pdf_Export", "p": "pdf:impress_pdf_Export", "x": "pdf:calc_pdf_Export"}
"""By the first letter of a kind."""
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
    return _converted(data, kind, _MODERN[kind], program)


def as_pdf(data: bytes, kind: str, program: str) -> bytes:
    """The document as it would be printed; ``kind`` is docx, xlsx, pptx, doc, xls or ppt. Raises as ``modernised``."""
    return _converted(data, kind, _PDF[kind[0]], program)


def _converted(data: bytes, kind: str, into: str, program: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="wenming-office-") as name:
        folder = Path(name)
        source = folder / f"source.{kind}"
        source.write_bytes(data)
        _write_profile(folder / "profile" / "user")
        sandbox.run(_command(program, folder, source, into), seconds=SECONDS, settings={"HOME": name, "TMPDIR": name})
        made = next((folder / "out").glob("source.*"), None)
        if made is None:
            raise sandbox.Stopped
        return made.read_bytes()


def _command(program: str, folder: Path, source: Path, into: str) -> list[str | Path]:
    convert = [
        program, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        f"--infilter={_READ[source.suffix[1:]]}", "--convert-to", into,
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
