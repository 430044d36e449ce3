"""What evidence hears of the rooms below."""

from wenming.audit.registry import Happened, on
from wenming.plan import events

from .actions.tallying import recount_slot


@on(events.slot_changed)
def recount_changed_slot(happened: Happened) -> None:
    """In the transaction of the change: the counts and the demand are never seen apart."""
    recount_slot(happened.on.organisation_id, happened.on.slot_id)
