"""Which revised task continues which: what the words say, what the office says, and that duties never go two ways."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.plan.drafts import make_task
from wenming.domain.plan.continuing import Course, answers_carried, continuations, withdrawn
from wenming.domain.plan.draft import Finding, PlanDraft

READING = "组织干部职工读书。开展主题征文和朗诵会，每月推荐一本书，办好职工书屋。"
VOLUNTEERS = "完善志愿者工作站。做好招募登记、服务记录和褒扬激励，注册人数不少于三成。"
CANTEEN = "厉行勤俭节约。食堂推行小份菜和光盘提示，公布水电和纸张用量，垃圾分类投放。"
VISITS = "做好帮扶共建。与帮扶村和共建社区结成对子，帮产业、帮就业、帮乡风。"


def task(key: str, text: str, number: str = ""):
    return make_task(key, title=text.split("。", maxsplit=1)[0], text=text, number=number or f"{key[1:]}、")


FORMER = (task("t1", READING), task("t2", VOLUNTEERS), task("t3", CANTEEN), task("t4", VISITS))


def courses(revised, decided=None):
    return {one.key: (one.continues, one.course, one.sure) for one in continuations(FORMER, revised, decided)}


def test_the_same_plan_continues_itself_and_nobody_has_to_look():
    assert courses(FORMER) == {task.key: (task.key, Course.SAME, True) for task in FORMER}


def test_a_task_that_moved_is_found_by_its_words():
    revised = (task("t1", CANTEEN), task("t2", READING), task("t3", VOLUNTEERS), task("t4", VISITS))
    assert courses(revised) == {
        "t1": ("t3", Course.MOVED, True), "t2": ("t1", Course.MOVED, True), "t3": ("t2", Course.MOVED, True),
        "t4": ("t4", Course.SAME, True),
    }


def test_another_wording_under_the_same_number_and_title_is_the_same_task():
    revised = (task("t1", "组织干部职工读书。换一种办法来办。"), *FORMER[1:])
    assert courses(revised)["t1"] == ("t1", Course.REWORDED, True)


def test_a_new_title_and_much_the_same_words_is_proposed_and_to_be_looked_at():
    revised = (*FORMER[:2], task("t9", "反对铺张浪费。食堂推行小份菜，公布水电用量，垃圾分类投放。"), FORMER[3])
    assert courses(revised)["t9"] == ("t3", Course.REWORDED, False)


def test_words_of_nothing_known_are_a_new_task():
    revised = (*FORMER, task("t5", "办好新年音乐会。请交响乐团来演出，留票给老同志。"))
    assert courses(revised)["t5"] == (None, Course.NEW, True)


def test_of_a_task_cut_in_two_one_part_goes_on_and_the_other_says_where_it_came_from():
    one, other = task("t2", "完善志愿者工作站。做好招募登记、服务记录和褒扬激励。"), task("t3", "注册人数不少于三成。")
    found = {one.key: one for one in continuations(FORMER[:2], (FORMER[0], one, other))}
    assert (found["t2"].continues, found["t3"].continues) == ("t2", None)
    assert (found["t3"].course, found["t3"].kin, found["t3"].sure) == (Course.SPLIT, ("t2",), False)


def test_two_tasks_made_one_go_on_as_one_and_it_says_which_it_took_in():
    both = task("t1", READING + VISITS)
    found = {one.key: one for one in continuations(FORMER, (both, FORMER[1], FORMER[2]))}
    assert (found["t1"].continues, found["t1"].course, found["t1"].kin) == ("t1", Course.MERGED, ("t4",))
    assert not found["t1"].sure
    assert [one.key for one in withdrawn(FORMER, found.values())] == ["t4"]


def test_what_the_office_said_comes_first_and_the_rest_makes_way():
    revised = (FORMER[0], FORMER[1], FORMER[2])
    found = courses(revised, {"t1": "t3", "t2": ""})
    assert (found["t1"][0], found["t1"][2]) == ("t3", True)
    assert found["t2"][0] is None
    assert found["t3"][0] != "t3"


def test_a_decision_about_what_is_not_there_counts_as_none():
    assert courses(FORMER, {"t1": "t99", "gone": "t1"}) == courses(FORMER)


def test_what_was_answered_once_is_not_asked_again():
    """Names and findings that say the same of a task that says the same; not where the task changed."""
    asks = (Finding("f1", "indefinite_set", "没有指明是哪些单位。", task="t1"), Finding("f2", "no_date", "没有日期。"))
    before = PlanDraft(tasks=FORMER, findings=asks)
    answers = {"f1": "A", "f2": "B", "name:各协会组织": "C", "continues:t1": "D"}
    moved = (replace(FORMER[1], key="t1"), replace(FORMER[0], key="t2"))
    after = PlanDraft(tasks=moved, findings=(replace(asks[1], key="f1"), replace(asks[0], key="f7", task="t2")))
    assert answers_carried(before, answers, after) == {"f1": "B", "f7": "A", "name:各协会组织": "C"}
    changed = replace(after, tasks=(moved[0], replace(moved[1], text="另做一件事。")))
    assert "f7" not in answers_carried(before, answers, changed)


texts = st.text(alphabet="甲乙丙丁戊己庚辛。，1", max_size=14)


@settings(max_examples=150, deadline=None)
@given(st.lists(texts, max_size=7), st.lists(texts, max_size=7), st.dictionaries(
    st.sampled_from([f"t{at}" for at in range(8)]), st.sampled_from(["", "t0", "t1", "t2", "t99"]), max_size=4))
def test_no_former_task_goes_two_ways_and_none_is_lost(before, after, said):
    """Whatever the plans and the decisions: every revised task once, every former one continued or withdrawn."""
    former = [replace(task("t1", text), key=f"t{at}") for at, text in enumerate(before)]
    revised = [replace(task("t1", text), key=f"t{at}") for at, text in enumerate(after)]
    found = continuations(former, revised, said)
    continued = [one.continues for one in found if one.continues]
    assert [one.key for one in found] == [one.key for one in revised]
    assert len(continued) == len(set(continued))
    assert {*continued, *(one.key for one in withdrawn(former, found))} == {one.key for one in former}
    assert all(one.course is not Course.SAME for one in found if one.continues is None)
