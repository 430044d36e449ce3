"""One small rule of the genre a line: how owners, groups, phases, figures and dates are printed."""

import pytest

from wenming.domain.plan.deadlines_text import deadlines_in
from wenming.domain.plan.expressions import owned
from wenming.domain.plan.headings import parse_marker
from wenming.domain.plan.lines import lines_of
from wenming.domain.plan.passage import whole_line
from wenming.domain.plan.reader import read_plan
from wenming.domain.plan.targets_text import targets_in

SIGNED = "\n\n示范局\n2022年2月25日\n"


@pytest.mark.parametrize(
    ("printed", "lead", "responsible", "due"),
    [
        ("（甲部牵头，乙部、丙局等按职责分工负责，2024年6月底前完成）", "甲部", "乙部 丙局", "2024年6月底前"),
        ("（甲部、乙部等负责，年内持续推进）", "", "甲部 乙部", "年内持续推进"),
        ("（甲部牵头负责，持续实施）", "甲部", "", "持续实施"),
        ("（民政部会同财政部负责）", "", "民政部 财政部", ""),
        ("（甲部、乙部等单位与地方各级政府负责，以下均需地方各级政府负责，不再列出）", "",
         "甲部 乙部 地方各级政府", ""),
        ("（甲部负责）（各相关部门按职责分别负责）", "", "甲部 各相关部门", ""),
        ("（甲市公安局、乙市教育局，各县（市、区）政府，完成时限：2019年12月）", "",
         "甲市公安局 乙市教育局 各县（市、区）政府", "2019年12月"),
        ("【责任单位：甲局、乙局】", "", "甲局 乙局", ""),
        ("〔牵头单位：甲局，配合单位：乙局〕", "甲局", "乙局", ""),
        ("[甲局牵头，乙局配合]", "甲局", "乙局", ""),
        ("由甲局牵头，乙局配合。", "甲局", "乙局", ""),
        ("甲局牵头，乙局、丙局配合，6月底前完成。", "甲局", "乙局 丙局", "6月底前"),
        ("此项工作由教务处负责。", "", "教务处", ""),
        ("由甲局牵头，负责综合协调和文件起草。", "甲局", "", ""),
        ("（牵头单位：甲局　配合单位：乙局　完成时限：3月）", "甲局", "乙局", "3月"),
        ("（第一责任单位：甲局；其他责任单位：乙局）", "甲局", "乙局", ""),
        ("（市公安局）", "", "市公安局", ""),
        ("（政治部）", "", "政治部", ""),
        ("（工会）", "", "工会", ""),
        ("（责任单位：甲局、乙厅，各市（州）政府、省直有关单位）", "", "甲局 乙厅 各市（州）政府 省直有关单位", ""),
        ("（牵头单位：甲局，配合单位：各区、县级市党委、政府）", "甲局", "各区、县级市党委、政府", ""),
    ],
)  # fmt: skip
def test_owners_behind_a_sentence(printed: str, lead: str, responsible: str, due: str) -> None:
    found = owned(whole_line(1, "推进诚信建设。" + printed))
    assert found is not None
    owners = found.owners
    assert [one.name for one in owners.lead] == lead.split()
    assert [one.name for one in owners.responsible] == responsible.split()
    assert [one.text for one in owners.deadlines] == due.split()


@pytest.mark.parametrize(
    ("printed", "lead", "responsible", "people"),
    [
        ("责 任 单 位：甲局、乙局", "", "甲局 乙局", ""),
        ("责任单位：甲局（牵头），乙局", "甲局", "乙局", ""),
        ("责任单位：甲局／乙局", "", "甲局 乙局", ""),
        ("成员单位：甲局、各镇（街道）", "", "甲局 各镇（街道）", ""),
        ("（责任单位：甲局、各镇（街道））", "", "甲局 各镇（街道）", ""),
        ("责任主体：各直属学校", "", "各直属学校", ""),
        ("责任单位：区人大办、区政协办", "", "区人大办 区政协办", ""),
        ("责任领导：陈示甲  责任单位：甲局", "", "甲局", "陈示甲"),
        ("责任单位：甲局；协助单位：乙局；督办领导：陈示甲", "", "甲局 乙局", "陈示甲"),
    ],
)
def test_owners_on_a_line_of_their_own(printed: str, lead: str, responsible: str, people: str) -> None:
    found = owned(whole_line(1, printed))
    assert found is not None
    assert found.alone
    owners = found.owners
    assert [one.name for one in owners.lead] == lead.split()
    assert [one.name for one in owners.responsible] == responsible.split()
    assert [one.name for one in owners.people] == people.split()


@pytest.mark.parametrize(
    "printed",
    ["（长期坚持）", "（见附件2）", "（以下简称《方案》）", "（2019—2020年）", "（含民办学校）", "（市、区）"],
)
def test_brackets_that_name_no_owner(printed: str) -> None:
    assert owned(whole_line(1, f"推进诚信建设{printed}工作。")) is None


GROUPS = {
    "组长由局长陈示甲担任，副组长由副局长李示乙、王示丙担任，成员由各科室负责人组成。":
        "陈示甲|李示乙 王示丙|各科室负责人",
    "成立以局长陈示甲为组长，副局长李示乙为副组长，各科室负责人为成员的领导小组。": "陈示甲|李示乙|各科室负责人",
    "成立由陈示甲校长任组长、李示乙副校长任副组长，各处室主任为成员的创建工作领导小组。":
        "陈示甲|李示乙|各处室主任",
    "组长：陈示甲（局长）\n副组长：李示乙（副局长）、王示丙\n成员：张例甲、各科室负责人":
        "陈示甲|李示乙 王示丙|张例甲 各科室负责人",
    "组　长：\n陈示甲　局长\n副组长：\n李示乙　副局长\n成　员：\n张例甲　主任": "陈示甲|李示乙|张例甲",
    "组长 陈示甲 校长\n副组长 李示乙 副校长\n成员 张例甲 教务主任": "陈示甲|李示乙|张例甲",
    "领导小组组长：陈示甲\n副组长：李示乙\n成员：张例甲、赵例乙。办公室设在教务处。": "陈示甲|李示乙|张例甲 赵例乙",
    "组长：陈示甲\n成员：张例甲  赵例乙  周例丙及各班班主任": "陈示甲||张例甲 赵例乙 周例丙 各班班主任",
    "组长：陈示甲 院长、党委副书记\n副组长：李示乙 党委委员、副院长、工会主席\n成员：张例甲 医务科科长、王例丁":
        "陈示甲|李示乙|张例甲 王例丁",
    "由党委书记、董事长陈示甲任组长，行长李示乙、监事长王示丙任副组长，各部室负责人、各支行行长为成员。":
        "陈示甲|李示乙 王示丙|各部室负责人 各支行行长",
    "由陈示甲任指挥长，李示乙任副指挥长，各成员单位主要负责人为成员。\n（一）协调组\n成员单位：甲局、乙局":
        "陈示甲|李示乙|各成员单位主要负责人",
    "组长：陈示甲\n组员：张例甲\n局属各单位主要负责人": "陈示甲||张例甲 局属各单位主要负责人",
    "组长：陈示甲\n成员：张例甲、各科室主任、护士长": "陈示甲||张例甲 各科室主任、护士长",
    "组长：陈示甲\n成员：张例甲局长、王例丁局长": "陈示甲||张例甲 王例丁",
    "组长：陈示甲\n成员：张例甲 赵例乙 领导小组下设办公室，张例甲任办公室主任": "陈示甲||张例甲 赵例乙",
    "组长：陈示甲\n成员：张例甲\n（一）宣传组\n组长：李示乙\n成员：赵例乙": "陈示甲||张例甲",
}  # fmt: skip


@pytest.mark.parametrize(("printed", "wanted"), GROUPS.items(), ids=range(len(GROUPS)))
def test_leading_groups(printed: str, wanted: str) -> None:
    group = read_plan(lines_of(f"示范方案\n\n一、组织领导\n{printed}\n二、任务\n1.做好宣传工作。（甲局负责）\n")).group
    assert group is not None
    found = (group.leader, group.deputy, group.members)
    assert "|".join(" ".join(one.name for one in part) for part in found) == wanted


PHASES = {
    "（一）宣传阶段（2022年3月上旬）。开会。\n（二）总结阶段（11月份）。": "2022-03/2022-03 2022-11/2022-11",
    "第一阶段：宣传（2022年3月1日—15日）\n第二阶段：实施（3月16日—10月31日）":
        "2022-03-01/2022-03-15 2022-03-16/2022-10-31",
    "1.2022年3月：制定方案。\n2.2022年4月—6月：组织实施。": "2022-03/2022-03 2022-04/2022-06",
    "宣传阶段（2022年3月）：开会。\n整治阶段（2022年4月）：检查。": "2022-03/2022-03 2022-04/2022-04",
    "（一）3月1日至15日为宣传阶段。\n（二）3月16日至30日为整治阶段。": "2022-03-01/2022-03-15 2022-03-16/2022-03-30",
    "（一）准备阶段（2022年一季度）\n（二）实施阶段（2022年二、三季度）": "2022-01/2022-03 2022-04/2022-09",
    "（一）部署。时间：2022年3月1日至10日。\n（二）整治。时间：2022年3月11日至20日。":
        "2022-03-01/2022-03-10 2022-03-11/2022-03-20",
    "第一阶段（动员，2022年3月—4月）。开会。\n第二阶段（总结，2022年12月）。迎检。": "2022-03/2022-04 2022-12/2022-12",
    "分两步：第一阶段（3月）自查；第二阶段（4月）检查。": "2022-03/2022-03 2022-04/2022-04",
    "1.宣传（2022年3月）\n（1）方案（3月20日～3月25日）\n2.实施（2022年4月）": "2022-03/2022-03 2022-04/2022-04",
}  # fmt: skip


@pytest.mark.parametrize(("printed", "wanted"), PHASES.items(), ids=range(len(PHASES)))
def test_phases(printed: str, wanted: str) -> None:
    draft = read_plan(lines_of(f"示范方案\n\n一、任务\n（一）做好宣传。（甲局负责）\n二、实施步骤\n{printed}{SIGNED}"))
    assert " ".join(f"{phase.start}/{phase.end}" for phase in draft.phases) == wanted
    assert len(draft.tasks) == 1


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("2021年10月底前改造老旧小区12个，惠及居民约3000户", "=12个"),
        ("拆除旱厕60座", "=60座"),
        ("4月底前施划停车位800个", "=800个"),
        ("6月底前已有志愿者800名", ""),
        ("每个街道至少建成1个中心", ">=1个"),
        ("完成“一网通办”事项500项", "=500项"),
        ("全年开展执法检查2次、暗访4次", "=2次 =4次"),
        ("工业增加值增长8%", "=8%"),
        ("播放公益广告不少于3000条次", ">=3000条次"),
        ("检查车辆2000台次以上", ">=2000台次"),
        ("抽检农产品不少于3000批次", ">=3000批次"),
        ("新建5G基站2000个", "=2000个"),
        ("新建24小时自助图书馆8个", "=8个"),
        ("对去年形成的28项政策逐项评估", ""),
        ("满足60周岁以上老年人需求", ""),
        ("落实24小时值班制度", ""),
        ("每户慰问金不超过1000元", ""),
        ("截至2019年底，共有机构1200家", ""),
    ],
)
def test_figures(printed: str, wanted: str) -> None:
    found = targets_in(whole_line(1, printed))
    assert " ".join(f"{one.op}{one.value}{one.unit}" for one in found) == wanted


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("2021年年底前建成平台", "2021年年底前"),
        ("要在8月28日前完成", "8月28日前"),
        ("3月5日前后集中开展", ""),
        ("截至2019年底，共有机构1200家", ""),
        ("到2020年底，基本建成", "到2020年底"),
        ("6月、12月各组织一次集中献血", "6月、12月"),
        ("5月开展以来的活动", ""),
        ("要在9月1日举行升旗仪式", "9月1日"),
    ],
)
def test_dates_in_sentences(printed: str, wanted: str) -> None:
    assert " ".join(one.text for one in deadlines_in(whole_line(1, printed))) == wanted


@pytest.mark.parametrize(
    ("printed", "kind"),
    [("——加强宣传引导", "dash"), ("2 主要任务", "digit"), ("2.1 平台", "dotted1"), ("2.1.1 平台", "dotted2"),
     ("2.9月底前完成", "digit"), ("项目一：铸魂", "named"), ("任务3 铸魂", "named")],
)
def test_marks_of_items(printed: str, kind: str) -> None:
    marker = parse_marker(printed)
    assert marker is not None
    assert marker.kind == kind


@pytest.mark.parametrize(
    "printed", ["2 个项目", "2022 年工作", "5 月底前完成", "—1—", "12", "项目一期工程", "行动3年来"]
)
def test_numbers_that_are_no_marks(printed: str) -> None:
    assert parse_marker(printed) is None
