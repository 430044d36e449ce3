"""What the own-data page shows of this room: the material a person handed in by hand (domain.md 10.1, PIPL 45)."""

from django.utils import timezone

from wenming.personal.registry import OwnSection, Subject, own_data

from .offers import offered_by


@own_data(order=70)
def handed_in(subject: Subject) -> OwnSection:
    """The latest first."""
    return OwnSection("我交的材料", ("题名", "活动日期", "交来时间", "到了哪一步"), [
        (one.title, one.event_on.isoformat(), f"{timezone.localtime(one.uploaded_at):%Y-%m-%d %H:%M}",
         one.get_stage_display())
        for one in offered_by(subject.organisation_id, subject.user_id)
    ], empty="没有交过材料。")
