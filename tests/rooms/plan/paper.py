"""Small PDF and OFD files, made of strings: Chinese text without an embedded font, and drawn lines."""

import zlib

from tests.rooms.plan.word import package

Put = tuple[float, float, str]
A4 = (595.0, 842.0)
_DESCENDANT = (
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>"
)
OFD_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def text_page(puts: list[Put], rules: list[tuple[float, float, float, float]] = (), size: float = 16.0) -> bytes:
    """The drawing of one page: texts at x, y (from the bottom, in points) and straight lines."""
    drawn = [f"{x0} {y0} m {x1} {y1} l S" for x0, y0, x1, y1 in rules]
    texts = [
        f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET" for x, y, text in puts if text
    ]
    return "\n".join(drawn + texts).encode()


def pdf(*pages: bytes, box: tuple[float, float] = A4, extra: str = "", compress: bool = False) -> bytes:
    """A file of such pages. ``extra`` goes into the catalogue."""
    kids = " ".join(f"{5 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {extra} >>".encode(),
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>",
        _DESCENDANT,
    ]
    for at, content in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {box[0]} {box[1]}] /Contents {6 + 2 * at} 0 R"
            f" /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        packed = zlib.compress(content, 9) if compress else content
        how = " /Filter /FlateDecode" if compress else ""
        objects.append(f"<< /Length {len(packed)}{how} >>\nstream\n".encode() + packed + b"\nendstream")
    return _numbered(objects)


def _numbered(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    return out + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()


def ofd(*pages: list[Put], size: float = 5.6, extra: dict[str, str | bytes] | None = None, page: str = "") -> bytes:
    """An OFD package: texts at x, y in millimetres from the top left. ``page`` stands in for the first page's XML."""
    parts: dict[str, str | bytes] = {
        "OFD.xml": f"<ofd:OFD {OFD_NS}><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:OFD>"
    }
    listed = "".join(f'<ofd:Page ID="{at}" BaseLoc="Pages/P{at}.xml"/>' for at in range(len(pages)))
    parts["Doc_0/Document.xml"] = (
        f"<ofd:Document {OFD_NS}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
        f"</ofd:PageArea></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )
    for at, puts in enumerate(pages):
        objects = "".join(
            f'<ofd:TextObject Boundary="{x} {y - size} 180 10" Size="{size}">'
            f'<ofd:TextCode X="0" Y="{size}" DeltaX="g {max(1, len(text) - 1)} {size}">{text}</ofd:TextCode>'
            "</ofd:TextObject>"
            for x, y, text in puts
        )
        parts[f"Doc_0/Pages/P{at}.xml"] = (
            f"<ofd:Page {OFD_NS}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    if page:
        parts["Doc_0/Pages/P0.xml"] = page
    return package({**parts, **(extra or {})})
