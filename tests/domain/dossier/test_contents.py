"""Each file has one place; the same things have the same places."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from wenming.domain.dossier.contents import lay_out
from wenming.domain.dossier.names import same_name_key
from wenming.domain.dossier.texts import borrowed

from .pieces import file, piece, task


def test_one_folder_per_area_and_task():
    contents = lay_out([task(9), task(11, "志愿者注册", "（二）志愿服务")], [piece(1, 9), piece(2, 11)])
    assert [placed.path for placed in contents.placed] == [
        "01_（一）认真开展理想信念教育/任务09_开展普法教育活动/09_001_法治讲座_2026-01-20.jpg",
        "02_（二）志愿服务/任务11_志愿者注册/11_001_法治讲座_2026-01-20.jpg",
    ]


def test_evidence_of_several_tasks_is_stored_once_in_the_first_and_named_in_the_others():
    contents = lay_out([task(9), task(11, "志愿者注册")], [piece(1, 11, 9)])
    first, second = contents.folders
    assert len(first.placed) == 1
    assert not second.placed
    assert [one.id for one in second.borrowed] == [1]
    assert borrowed(second, contents)[-1].endswith(first.placed[0].path)


def test_files_of_one_evidence_share_its_number():
    contents = lay_out([task(9)], [piece(1, 9, files=(file("a.jpg"), file("b.pdf"))), piece(2, 9, on=date(2026, 2, 1))])
    assert [placed.path.rpartition("/")[2] for placed in contents.placed] == [
        "09_001-1_法治讲座_2026-01-20.jpg", "09_001-2_法治讲座_2026-01-20.pdf", "09_002_法治讲座_2026-02-01.jpg"]


def test_evidence_without_a_task_of_the_plan_is_left_out():
    assert lay_out([task(9)], [piece(1, 77), piece(2)]).home == {}


def test_evidence_without_files_is_told_of_by_its_folder():
    contents = lay_out([task(9), task(11)], [piece(1, 9, 11, files=())])
    assert contents.home[1] == contents.folders[0].path
    assert contents.folders[1].borrowed


def test_two_tasks_of_one_name_have_two_folders():
    contents = lay_out([task(9, "Same"), task(9, "SAME")], [])
    assert len({same_name_key(folder.path) for folder in contents.folders}) == 2


pieces = st.builds(
    piece, st.integers(1, 10_000), st.sampled_from([1, 2, 3]), st.sampled_from([1, 2, 3]), title=st.text(max_size=120),
    on=st.dates(date(1900, 1, 1), date(2200, 1, 1)),
)


@given(st.lists(pieces, max_size=15, unique_by=lambda one: one.id), st.randoms())
def test_places_do_not_depend_on_the_order_things_come_in_and_never_clash(evidence, random):
    tasks = [task(1, "甲/乙"), task(2, "CON", "A"), task(3, "x" * 300, "a")]
    paths = [placed.path for placed in lay_out(tasks, evidence).placed]
    random.shuffle(evidence)
    assert [placed.path for placed in lay_out(tasks, evidence).placed] == paths
    assert len({same_name_key(path) for path in paths}) == len(evidence)
    assert all(len(path.encode()) <= 400 and len(path) <= 170 for path in paths)
