"""Whether the demo is installed, and whom one may sign in as."""

from dataclasses import dataclass

from wenming.accounts.models import User
from wenming.organisation.models import Organisation

from .story import script


@dataclass(frozen=True, slots=True)
class ShownAccount:
    username: str
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Installed:
    """One body of the demo and its accounts, in the order to be shown."""

    organisation: str
    accounts: tuple[ShownAccount, ...]


def installed() -> list[Installed]:
    """The demo's bodies that exist: the fictional one and that of one's own document; empty elsewhere."""
    shown = {script.ORGANISATION: script.SHOWN, script.TRIAL_ORGANISATION: script.SHOWN_OF_TRIAL}
    names = list(Organisation.objects.filter(name__in=shown).order_by("pk").values_list("name", flat=True))
    if not names:
        return []
    wanted = [username for name in names for username in shown[name]]
    active = set(User.objects.filter(username__in=wanted, is_active=True).values_list("username", flat=True))
    return [Installed(name, _accounts(shown[name], active)) for name in names]


def _accounts(shown: dict[str, tuple[str, str]], active: set[str]) -> tuple[ShownAccount, ...]:
    return tuple(ShownAccount(username, *words) for username, words in shown.items() if username in active)
