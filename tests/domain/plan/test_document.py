import pytest

from tests.domain.plan.texts import read

BODY = "为推进工作，结合实际，制定本方案。\n一、主要任务\n（一）抓好宣传。开展活动。（牵头单位：办公室）\n"


def test_a_covering_notice_gives_way_to_its_annex() -> None:
    draft = read(
        "中共某厅党组关于印发\n\n《某厅创建全国文明单位\n\n工作方案（2019-2020年）》的通知\n\n厅机关各处室、单位：\n\n"
        "《某厅创建全国文明单位工作方案》已审议通过，现印发给你们。\n附件：某厅创建全国文明单位工作方案\n\n（2019-2020年）\n\n"
        "          中共某厅党组\n\n2019年12月10日\n\n附件\n\n某厅创建全国文明单位工作方案\n\n（2019-2020年）\n\n" + BODY
        + "信息公开选项:主动公开\n\n中共某厅党组         2019年12月12日印发\n"
    )  # fmt: skip
    assert draft.title == "某厅创建全国文明单位工作方案（2019-2020年）"
    assert (draft.issuer, draft.issued_on) == ("中共某厅党组", "2019-12-10")
    assert draft.recipients == "厅机关各处室、单位"
    assert draft.disclosure == "proactive"
    assert draft.honour == "全国文明单位"
    assert [clause.text[:3] for clause in draft.clauses if clause.kind == "other"] == ["《某厅"]


def test_a_covering_notice_without_annex_mark_ends_at_its_signature() -> None:
    rows = "".join(f"（{mark}）抓好第{mark}项。开展活动。（牵头单位：办公室）\n" for mark in "二三四五六七八")
    draft = read(
        "某县人民政府办公室关于印发某县工作方案的通知\n某政办发〔2020〕3号\n各乡镇人民政府：\n现印发给你们。\n某县人民政府办公室\n"
        "2020年3月5日\n某县文明创建工作方案\n" + BODY + rows
    )
    assert draft.title == "某县文明创建工作方案"
    assert draft.document_number == "某政办发〔2020〕3号"
    assert (draft.issuer, draft.issued_on) == ("某县人民政府办公室", "2020-03-05")
    assert len(draft.tasks) == 8


def test_a_title_over_two_lines_and_a_number_below() -> None:
    draft = read(
        "某市关于加快推进农业机械化和\n农机产业转型升级的指导意见\n某政发〔2018〕42号\n\n各县（市、区）人民政府：\n"
        + BODY
    )
    assert draft.title == "某市关于加快推进农业机械化和农机产业转型升级的指导意见"
    assert draft.document_number == "某政发〔2018〕42号"
    assert len(draft.title_spans) == 2


def test_the_red_head_is_no_title() -> None:
    draft = read("中共某厅党组文件\n\n某厅文明创建工作方案\n" + BODY)
    assert draft.title == "某厅文明创建工作方案"


def test_a_document_without_title_says_so() -> None:
    draft = read("各机关处室、直属事业单位：\n" + BODY)
    assert draft.title == ""
    assert draft.recipients == "各机关处室、直属事业单位"
    assert "no_title" in [finding.kind for finding in draft.findings]


@pytest.mark.parametrize(
    ("signature", "issuer", "on"),
    [
        ("某市水利局\n2020年1月23日", "某市水利局", "2020-01-23"),
        ("某市疫情\n防控应急保障组办公室\n      2020年1月23日", "某市疫情防控应急保障组办公室", "2020-01-23"),
        ("中共某市委办公室\n某市人民政府办公室\n2020年1月23日", "中共某市委办公室 某市人民政府办公室", "2020-01-23"),
        ("中共某市委办公室　　某市人民政府办公室\n2020年1月23日", "中共某市委办公室 某市人民政府办公室", "2020-01-23"),
        ("某市水利局      2020年1月23日", "某市水利局", "2020-01-23"),
        ("某市水利局\n二〇二〇年一月二十三日", "某市水利局", "2020-01-23"),
        ("特此通知\n2020年1月23日", "", "2020-01-23"),
    ],
)
def test_signatures(signature: str, issuer: str, on: str) -> None:
    draft = read("文明创建工作方案\n" + BODY + signature + "\n")
    assert (draft.issuer, draft.issued_on) == (issuer, on)
    assert all("2020年1月" not in task.text for task in draft.tasks)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("信息公开选项:主动公开", "proactive"),
        ("信息公开选项：依申请公开", "on_request"),
        ("公开属性：不予公开", "withheld"),
        ("（此件公开发布）", "proactive"),
        ("（此件不公开）", "withheld"),
        ("", ""),
    ],
)
def test_disclosure(line: str, value: str) -> None:
    assert read("文明创建工作方案\n" + BODY + line).disclosure == value


def test_the_list_of_annexes_makes_no_tasks() -> None:
    draft = read("文明创建工作方案\n" + BODY + "附件：\n1.《报告表》\n2.《汇总表》\n\n某局\n2020年1月2日")
    assert [task.number for task in draft.tasks] == ["（一）"]
    assert "报告表" not in draft.tasks[0].text
