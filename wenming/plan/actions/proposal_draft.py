"""A draft into the fields of its revision."""

from datetime import date

from wenming.domain.plan.draft import PlanDraft, to_json
from wenming.plan.models import PlanRevision


def set_draft(revision: PlanRevision, draft: PlanDraft) -> None:
    """The draft, and its document data copied where lists and the register of files need them."""
    revision.draft = to_json(draft)
    revision.issuer, revision.document_number = draft.issuer[:120], draft.document_number[:60]
    revision.issued_on = date.fromisoformat(draft.issued_on) if draft.issued_on else None
    revision.disclosure = draft.disclosure or PlanRevision.Disclosure.WITHHELD
