"""Keeping what someone types before it is sent. No act: nothing of it is on record, and nobody else sees the fields."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from wenming.accounts.models import Draft, SentForm, User
from wenming.domain.authority import Viewer
from wenming.domain.errors import TooLarge
from wenming.shell.kept import is_left_out

KEPT_FOR = timedelta(days=30)
LIMIT = 200_000
"""Characters of one form, names, values and labels together."""
_FRAME = re.compile(r"^(csrfmiddlewaretoken|once|form_owner)$|-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$")
"""Fields that belong to the frame of a form, new on each page."""

Fields = list[tuple[str, ...]]
"""Name, value and, where the page told it, both as a person reads them."""


def worth_keeping(fields: Iterable[tuple[str, ...]]) -> Fields:
    """Without the frame and what is sensitive: the second guard, for a page does not even send what it has marked."""
    return [one for one in fields if not _FRAME.search(one[0]) and not is_left_out(one[0])]


@transaction.atomic
def save_draft(*, path: str, fields: Fields, sending: str, by: Viewer, at: datetime) -> Draft | None:
    """The fields as they are now; None where the form with the token ``sending`` is already sent. Raises TooLarge."""
    if SentForm.objects.filter(user_id=by.account_id, token=sending[:40]).exists():
        return None
    kept = worth_keeping(fields)
    if sum(len(text) for one in kept for text in one) > LIMIT:
        raise TooLarge("填写的内容太长，不能自动保存。请先提交，或分几次填。")
    now = {"fields": kept, "saved_at": at}
    return Draft.objects.update_or_create(
        organisation_id=by.organisation_id, user_id=by.account_id, path=path[:300], defaults=now,
        create_defaults={**now, "begun_at": at},
    )[0]


def drop_draft(*, path: str, by: Viewer) -> None:
    """Thrown away by its writer."""
    Draft.objects.of(by.organisation_id).filter(user_id=by.account_id, path=path).delete()


def drop_sent(*, user: User, path: str) -> None:
    """The form was sent and taken: its draft has done its work."""
    Draft.objects.filter(user=user, path=path).delete()


def drop_old(*, at: datetime) -> int:
    """Drafts nobody touched for KEPT_FOR; returns how many."""
    return Draft.objects.filter(saved_at__lt=at - KEPT_FOR).delete()[0]
