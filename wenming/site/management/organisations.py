"""Which organisations a command looks at, and what they are called."""

from django.core.management.base import CommandError

from wenming.organisation.models import Organisation


def named(on_record: list[int], wanted: str | None) -> list[tuple[int, str]]:
    """The organisations to look at, with their names. Raises CommandError for a name nobody has."""
    names = dict(Organisation.objects.values_list("pk", "name"))
    if wanted is None:
        return [(one, names.get(one, f"编号 {one}（已不在名录）")) for one in on_record]
    found = Organisation.objects.filter(name=wanted) or Organisation.objects.filter(short_name=wanted)
    if not found:
        raise CommandError(f"没有名为“{wanted}”的单位。")
    return [(one.pk, one.name) for one in found]
