"""The interface's files, hashed and compressed once, not at every start."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from wenming.site.readiness import fingerprint_of_statics, statics_are_collected


def collect_changed() -> None:
    """Bring the files to where they are served from. A start after which nothing changed does nothing."""
    if statics_are_collected():
        return
    stamp = Path(settings.STATIC_ROOT) / "collected"
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(fingerprint_of_statics(), encoding="ascii")
