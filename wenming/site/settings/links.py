"""Whether the product may fetch the web pages that are filed. Nothing calls the outside unless this says so."""

from .environment import flag, text

FETCH_LINKS = flag("WENMING_FETCH_LINKS")
LINK_HOSTS = frozenset(one.strip().lower() for one in text("WENMING_LINK_HOSTS").split(",") if one.strip())
