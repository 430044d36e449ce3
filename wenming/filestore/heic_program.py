"""One HEIC picture as JPEG. Runs as a program of its own (see ``pictures``), away from the product.

Argument: the longest edge wanted in pixels; 0 wants only what the camera wrote, on a picture of one pixel. Standard
input: the file. Standard output: the JPEG, upright, with its EXIF; or ``pixels`` where it has too many of them.
"""

import sys
from io import BytesIO

from pi_heif import register_heif_opener
from PIL import Image

MEMORY, CPU_SECONDS = 1536 * 1024 * 1024, 60
MAX_PIXELS = 50_000_000
QUALITY = 92


def as_jpeg(data: bytes, edge: int) -> bytes:
    """Raises whatever the decoder raises on bad bytes."""
    register_heif_opener(thumbnails=False)
    with Image.open(BytesIO(data), formats=["HEIF"]) as picture:
        if picture.width * picture.height > MAX_PIXELS:
            return b"pixels"
        exif = picture.getexif()
        small = picture.convert("RGB") if edge else Image.new("RGB", (1, 1))
        small.thumbnail((edge or 1, edge or 1))
        out = BytesIO()
        small.save(out, "JPEG", quality=QUALITY, exif=exif)
        return out.getvalue()


def _limit() -> None:
    """A file made to fill the memory or the clock ends this program and nothing else."""
    try:
        import resource
    except ImportError:  # a system without such limits: the caller's clock remains
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


def main() -> int:
    _limit()
    sys.stdout.buffer.write(as_jpeg(sys.stdin.buffer.read(), int(sys.argv[1])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
