import pytest

from tests.domain.plan.texts import passage
from wenming.domain.plan.expressions import owned
from wenming.domain.plan.owners import Owners, read_owners
from wenming.domain.plan.unit_names import is_indefinite, looks_like_unit, split_names
from wenming.domain.units import is_everyone


def names(owners: Owners) -> tuple[list[str], list[str]]:
    return [one.name for one in owners.lead], [one.name for one in owners.responsible]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("机关党委、人教处", ["机关党委", "人教处"]),
        ("各处室、单位", ["各处室、单位"]),
        ("厅机关各处室、单位", ["厅机关各处室、单位"]),
        ("相关处室、单位", ["相关处室、单位"]),
        ("市农业局，各区、县级市政府", ["市农业局", "各区、县级市政府"]),
        ("各省、自治区、直辖市人民政府", ["各省、自治区、直辖市人民政府"]),
        ("市委、市政府", ["市委、市政府"]),
        ("市委、市教育局", ["市委", "市教育局"]),
        ("厅工会、各协会组织、兴趣小组", ["厅工会", "各协会组织", "兴趣小组"]),
        ("财政部等", ["财政部"]),
        ("财政部等有关部门", ["财政部"]),
        ("省国资委等单位", ["省国资委"]),
        ("工业和信息化部、文化和旅游厅", ["工业和信息化部", "文化和旅游厅"]),
        ("国家发展改革委和科技部", ["国家发展改革委", "科技部"]),
        ("市民政局 市财政局", ["市民政局", "市财政局"]),
        ("市教育局（市委教育工委、市语委）、团市委", ["市教育局（市委教育工委、市语委）", "团市委"]),
        ("人 教 处", ["人教处"]),
    ],
)
def test_names_are_cut(text: str, expected: list[str]) -> None:
    assert ["".join(part.text.split()) for part in split_names(passage(text))] == expected


@pytest.mark.parametrize(
    ("text", "lead", "responsible"),
    [
        ("牵头单位：厅团委，责任单位：各处室、单位", ["厅团委"], ["各处室、单位"]),
        ("牵头单位：市教育局；配合单位：市财政局、市残联", ["市教育局"], ["市财政局", "市残联"]),
        ("责任单位：省工业和信息化厅、广电局牵头", ["省工业和信息化厅", "广电局"], []),
        (
            "责任单位：人民银行广东省分行牵头，省委金融办，广东金融监管局按职责分工负责",
            ["人民银行广东省分行"],
            ["省委金融办", "广东金融监管局"],
        ),
        ("省科技厅按职责分工负责，各地级以上市人民政府结合实际落实", [], ["省科技厅", "各地级以上市人民政府"]),
        ("市教育局牵头，市财政局、市民政局配合", ["市教育局"], ["市财政局", "市民政局"]),
        ("农业农村部、工业和信息化部牵头负责", ["农业农村部", "工业和信息化部"], []),
        ("由市文明办牵头，会同市教育局负责", ["市文明办"], ["市教育局"]),
        ("农业农村部、财政部等负责", [], ["农业农村部", "财政部"]),
        ("责任单位：/", [], []),
    ],
)
def test_roles_are_told_apart(text: str, lead: list[str], responsible: list[str]) -> None:
    assert names(read_owners(passage(text))) == (lead, responsible)


def test_people_and_deadlines_have_their_own_labels() -> None:
    found = read_owners(passage("牵头领导：张三；责任单位：办公室；责任人：李四、王  五；完成时限：2020年6月底前"))
    assert [one.name for one in found.people] == ["张三", "李四", "王五"]
    assert [(one.text, one.on) for one in found.deadlines] == [("2020年6月底前", "2020-06-30")]
    assert names(found) == ([], ["办公室"])


def test_a_rule_stated_in_brackets_is_no_name() -> None:
    found = read_owners(passage("科技部、农业农村部等负责。列第一位者为牵头单位，下同"))
    assert names(found) == ([], ["科技部", "农业农村部"])
    assert found.rule_onward


def test_what_looks_like_no_unit_is_marked() -> None:
    found = read_owners(passage("责任单位：办公室、热爱生活"))
    assert [one.confidence >= 0.9 for one in found.responsible] == [True, False]
    assert [part.text for part in found.unread] == ["热爱生活"]


def test_words_of_which_none_is_a_unit_are_unread_and_nobody() -> None:
    found = read_owners(passage("责任单位：统一标准、提高效率"))
    assert names(found) == ([], [])
    assert [part.text for part in found.unread] == ["统一标准、提高效率"]


def test_spans_point_at_the_printed_name() -> None:
    text = "责任单位：各处室、单位"
    (owner,) = read_owners(passage(text)).responsible
    (span,) = owner.spans
    assert text[span.start : span.end] == "各处室、单位"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("完善制度。（牵头单位：厅团委）", "完善制度。"),
        ("完善制度（市教育局负责）", "完善制度"),
        ("完善制度。（国家发展改革委、财政部、各县（市、区）人民政府）", "完善制度。"),
        ("完善制度。（市教育局牵头，市财政局、各县（市、区）人民政府等按职责分工负责）", "完善制度。"),
        ("做好（含线上）宣传。（责任单位：办公室）", "做好（含线上）宣传。"),
        ("完善制度。牵头单位：厅团委；责任单位：办公室。", "完善制度。"),
        ("（责任单位：办公室）", ""),
        ("责任单位：办公室", ""),
        ("【责任单位：办公室】", ""),
    ],
)
def test_owners_are_taken_out_of_a_paragraph(text: str, rest: str) -> None:
    found = owned(passage(text))
    assert found is not None
    assert found.rest.text == rest


@pytest.mark.parametrize(
    "text",
    [
        "完善制度（谁管理、谁负责）。",
        "加强考核（按规定落实）",
        "各牵头单位要认真负责。",
        "做好工作（含宣传）",
        "推广到各地（省、市、县）",
        "完善机制（办公室、展览）",
        "召开会议（市委）",
        "按照“谁主管谁负责”原则",
    ],
)
def test_ordinary_brackets_name_nobody(text: str) -> None:
    assert owned(passage(text)) is None


def test_kinds_of_sets() -> None:
    assert is_everyone("厅机关各处室、单位")
    assert not is_everyone("各协会组织")
    assert is_indefinite("相关处室、单位")
    assert is_indefinite("各有关单位")
    assert not is_indefinite("各处室、单位")
    assert looks_like_unit("驻村扶贫队")
    assert not looks_like_unit("提高质量")
