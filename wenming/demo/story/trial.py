"""The user's own document in a fresh body: a proposal to correct, nothing else."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from wenming.accounts.actions.accounts import open_account
from wenming.accounts.actions.grants import grant_role
from wenming.accounts.models import User
from wenming.accounts.queries import viewer_of
from wenming.domain.authority import Role, Viewer, system
from wenming.filestore.intake.lines.document import read_document
from wenming.organisation.actions.tenancy import found_organisation
from wenming.organisation.models import Organisation
from wenming.plan.actions.proposals import propose_plan
from wenming.plan.errors import AlreadyRead
from wenming.plan.models import PlanRevision

from . import script

ROLES = {"trial": Role.OFFICE, "trial-sysadmin": Role.SYSTEM_ADMIN, "trial-secadmin": Role.SECURITY_ADMIN}


@transaction.atomic
def try_out(*, data: bytes, name: str, at: datetime) -> PlanRevision | None:
    """Read the document into 试用单位, founded where it is not there yet; None where it was read before.

    Raises InputRefused for a document that cannot be read; then nothing is founded.
    """
    lines = read_document(data, name)
    try:
        return propose_plan(lines=lines, data=data, name=name, by=_office(at), at=at)
    except AlreadyRead:
        return None


def _office(at: datetime) -> Viewer:
    organisation = Organisation.objects.filter(name=script.TRIAL_ORGANISATION).first() or _found(at)
    user = User.objects.get(username="trial")
    viewer = viewer_of(user, on=timezone.localdate(at), organisation_id=organisation.pk)
    if viewer is None:
        raise LookupError(user.username)
    return viewer


def _found(at: datetime) -> Organisation:
    organisation = found_organisation(name=script.TRIAL_ORGANISATION, at=at)
    by = system(organisation.pk)
    for username, (name, _) in script.SHOWN_OF_TRIAL.items():
        user = open_account(
            username=username, name=name, password=script.PASSWORD, must_change_password=False, by=by, at=at
        )
        grant_role(user=user, role=ROLES[username], valid_from=timezone.localdate(at), by=by, at=at)
    return organisation
