"""Named reads of accounts and grants."""

from .accounts import accounts_in_list, accounts_known_to, accounts_per_role, grants_of
from .grants import ORGANISATION_KEY, chosen, grants_between, grants_on, users_who_may, viewer_of, viewers_of

__all__ = [
    "ORGANISATION_KEY", "accounts_in_list", "accounts_known_to", "accounts_per_role", "chosen", "grants_between",
    "grants_of", "grants_on", "users_who_may", "viewer_of", "viewers_of",
]
