"""Short ways to read a text in the reader's tests."""

from wenming.domain.plan.draft import PlanDraft, TaskDraft
from wenming.domain.plan.lines import lines_of
from wenming.domain.plan.passage import Passage, whole_line
from wenming.domain.plan.reader import read_plan


def read(text: str) -> PlanDraft:
    return read_plan(lines_of(text))


def passage(text: str) -> Passage:
    return whole_line(1, text)


def leads(task: TaskDraft) -> list[str]:
    return [owner.name for owner in task.lead_units]


def helpers(task: TaskDraft) -> list[str]:
    return [owner.name for owner in task.responsible_units]


def kinds(draft: PlanDraft) -> list[str]:
    return [finding.kind for finding in draft.findings]


PLAN = """某某市水利局文明单位创建工作方案

一、指导思想
以新思想为指导，围绕中心、服务大局。

二、创建目标
干部职工文明素质进一步提高，群众满意度进一步提升。

三、主要任务
（一）抓好思想道德建设
1、开展诚信教育。建立诚信承诺制度。（牵头单位：法规处，责任单位：各处室、单位）
2、开展普法教育。普及率≥95%。（牵头单位：法规处、办公室，责任单位：相关处室、单位）
（二）开展志愿服务。
3、完善志愿者工作站。志愿者人数占员工总人数的比例≥30%，2020年6月底前完成。（牵头单位：团委）

四、方法步骤
（一）筹备发动阶段（2019年11月）。起草方案。
（二）组织实施阶段（2019年12月—2020年2月）。开展活动，

五、工作措施
（一）加强领导。健全制度。

某某市水利局
2019年11月5日
"""
