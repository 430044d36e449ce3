"""Named reads of accounts and grants."""

from .accounts import accounts_in_list, accounts_known_to, accounts_per_role, grants_of
from .drafts import DraftStanding, drafts_standing
from .grants import ORGANISATION_KEY, chosen, grants_between, grants_on, users_who_may, viewer_of, viewers_of

__all__ = [
    "ORGANISATION_KEY", "DraftStanding", "accounts_in_list", "accounts_known_to", "accounts_per_role", "chosen",
    "drafts_standing", "grants_between", "grants_of", "grants_on", "users_who_may", "viewer_of", "viewers_of",
]
