"""What the office says on the comparison page: which task of the new version continues which of the old."""

from django.http import QueryDict

FIELD = "continues-"


def continuing_said(posted: QueryDict) -> dict[str, str]:
    """Task key → key of the task it continues, empty for a new one, as chosen in the form's lists."""
    return {
        name.removeprefix(FIELD): value for name, value in posted.items() if name.startswith(FIELD)
    }
