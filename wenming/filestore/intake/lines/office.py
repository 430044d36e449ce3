"""Old .doc, .wps and .rtf files, turned into .docx by LibreOffice where the machine has it (else see ``word97``)."""

from wenming.domain.errors import InputRefused
from wenming.filestore.intake.office import modernised, office_program
from wenming.filestore.sandbox import Stopped

_ABSENT = "服务器上没有安装 LibreOffice，读不了 .rtf 文件。请在 Word 或 WPS 中另存为 .docx 后再上传。"
_FAILED = "这个文件打不开，可能加了密码或已损坏。请取消密码，在 Word 或 WPS 中另存为 .docx 后再上传。"


def as_docx(data: bytes, kind: str) -> bytes:
    """The same document as .docx; ``kind`` is doc (also .wps) or rtf. Raises ``InputRefused``."""
    program = office_program()
    if program is None:
        raise InputRefused(_ABSENT)
    try:
        return modernised(data, kind, program)
    except (Stopped, OSError):
        raise InputRefused(_FAILED) from None
