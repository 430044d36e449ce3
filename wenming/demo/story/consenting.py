"""Two texts ask for consent: the member agrees to one, the other waits. A retired colleague asks for a correction."""

from datetime import datetime, timedelta

from wenming.domain.personal.consents import Purpose
from wenming.personal.actions.consents import give_consent, publish_text
from wenming.personal.actions.corrections import ask_for_correction
from wenming.personal.models import CorrectionRequest
from wenming.personal.queries.consents import newest_texts
from wenming.personal.queries.own_data import subject_of

from .calendar import moment
from .founding import Body
from .timeline import Timeline

REPORTED = (
    "我同意单位把我的姓名、身份证号和志愿服务时数报送全国志愿服务信息系统，用于登记服务时长。不用于其他事情；"
    "我可以随时在“我的资料”里撤回，撤回以前报送的时数不受影响。"
)
PICTURED = (
    "我同意单位在宣传栏、内部网站和创建申报材料中使用我参加创建活动时的照片。不作商业用途；我可以随时撤回，"
    "撤回后不再新用，已在网上的由办公室撤下。"
)
WRONG_PHONE = "电话换过号码，请改为新号。新号我已送到离退处。"


def consent(body: Body, timeline: Timeline) -> None:
    first = body.calendar.frozen + timedelta(days=8)
    timeline.at(moment(first, 15), lambda at: _publish(body, Purpose.VOLUNTEER_REPORT, REPORTED, at))
    timeline.at(moment(first, 16), lambda at: _agree(body, at))
    lately = moment(body.calendar.today - timedelta(days=6), 15)
    timeline.at(lately, lambda at: _publish(body, Purpose.PORTRAIT, PICTURED, at))
    timeline.at(moment(body.calendar.today - timedelta(days=2), 20), lambda at: _ask(body, at))


def _publish(body: Body, purpose: Purpose, text: str, at: datetime) -> None:
    publish_text(purpose=purpose, text=text, by=body.office, at=at)


def _agree(body: Body, at: datetime) -> None:
    text, member = newest_texts(body.organisation.pk)[Purpose.VOLUNTEER_REPORT], body.viewer("member")
    give_consent(text=text, subject=subject_of(member), by=member, at=at)


def _ask(body: Body, at: datetime) -> None:
    ask_for_correction(about=CorrectionRequest.About.ROSTER, wanted=WRONG_PHONE, by=body.viewer("retired"), at=at)
