"""Old .doc, .wps and .rtf files, turned into .docx by LibreOffice where the machine has it (else see ``word97``)."""

import shutil
import tempfile
from pathlib import Path

from wenming.domain.errors import InputRefused
from wenming.plan.intake import sandbox

_SECONDS = 90
_FILTERS = {"doc": "MS Word 97", "rtf": "Rich Text Format"}
_LIMITS = 'ulimit -t 120 -f 204800; exec "$@"'  # seconds of work; 100 MB of output in blocks of 512
_ABSENT = "服务器上没有安装 LibreOffice，读不了 .rtf 文件。请在 Word 或 WPS 中另存为 .docx 后再上传。"
_FAILED = "这个文件打不开，可能加了密码或已损坏。请取消密码，在 Word 或 WPS 中另存为 .docx 后再上传。"
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


def as_docx(data: bytes, kind: str) -> bytes:
    """The same document as .docx; ``kind`` is doc (also .wps) or rtf. Raises ``InputRefused``."""
    program = office_program()
    if program is None:
        raise InputRefused(_ABSENT)
    with tempfile.TemporaryDirectory(prefix="wenming-office-") as name:
        folder = Path(name)
        source = folder / f"source.{kind}"
        source.write_bytes(data)
        _write_profile(folder / "profile" / "user")
        try:
            sandbox.run(_command(program, folder, source), seconds=_SECONDS, settings={"HOME": name, "TMPDIR": name})
            return (folder / "out" / "source.docx").read_bytes()
        except (sandbox.Stopped, OSError):
            raise InputRefused(_FAILED) from None


def _command(program: str, folder: Path, source: Path) -> list[str | Path]:
    convert = [
        program, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        f"--infilter={_FILTERS[source.suffix[1:]]}", "--convert-to", "docx:MS Word 2007 XML",
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
