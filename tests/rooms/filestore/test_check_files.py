"""The command reads every stored file whole and says which no longer hold what was taken in."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from tests.factories.filestore import keep, picture
from tests.stores import holding
from tests.stores.fixtures import stand_on_objects
from wenming.filestore.actions.renditions import make_renditions
from wenming.filestore.queries import files_to_check, orphans_of


@pytest.fixture
def files(each_store, cast):
    keep(cast.stranger, b"%PDF-1.4 there", "外单位.pdf")
    files = [keep(cast.office, f"%PDF-1.4 {number}".encode(), f"{number}.pdf") for number in range(3)]
    file = keep(cast.office, picture())
    make_renditions(file)
    return [*files, file]


def check_files(*words):
    out = StringIO()
    try:
        call_command("check_files", *words, stdout=out)
    except CommandError as refusal:
        return refusal.returncode, out.getvalue() + str(refusal)
    return 0, out.getvalue()


def test_untouched_store_is_well(files):
    code, said = check_files()
    assert code == 0
    assert "示范省财政厅：\n  核对 4 个文件，全部完好，未登记的 0 个。" in said
    assert "示范省水利厅：\n  核对 1 个文件，全部完好，未登记的 0 个。" in said


@pytest.mark.parametrize(("damage", "kind", "words"), [
    (holding.remove, "missing", "不见了"),
    (lambda key: holding.overwrite(key, holding.read(key)[:-1]), "size", "应为 10 字节，实为 9 字节"),
    (lambda key: holding.overwrite(key, b"%PDF-1.4 9"), "altered", "内容被改动"),
])
def test_damaged_file_is_named(files, damage, kind, words):
    damage(files[1].key)
    found = [fault for _, fault in files_to_check(files[1].organisation_id) if fault]
    assert [(fault.file, fault.kind) for fault in found] == [(files[1], kind)]
    code, said = check_files()
    assert code == 1
    assert f"“1.pdf”（{files[1].key}）" in said
    assert words in said
    assert "1 个文件有问题" in said


def test_a_file_that_cannot_be_read_is_named(cast):
    file = keep(cast.office, b"%PDF-1.4", "1.pdf")
    path = Path(default_storage.path(file.key))
    path.unlink()
    path.mkdir()
    code, said = check_files()
    assert code == 1
    assert "“1.pdf”" in said
    assert "读不出来" in said


def test_bytes_nobody_names_are_a_note_and_no_fault(files, cast):
    stray = f"{cast.organisation.pk}/ab/abc"
    holding.overwrite(stray, b"half")
    assert list(orphans_of(cast.organisation.pk)) == [stray]
    code, said = check_files()
    assert code == 0
    assert f"{stray} 没有登记" in said


def test_a_store_that_is_gone_is_said_once_and_no_file_is_called_lost(objects, settings, cast, tmp_path):
    keep(cast.office)
    stand_on_objects(settings, objects, tmp_path, secret_key="wrong")
    code, said = check_files()
    assert code == 1
    assert "核对没有做完：对象存储拒绝访问，密钥或权限不对。" in said
    assert "不见了" not in said


def test_one_organisation_by_name(files):
    default_storage.delete(files[0].key)
    code, said = check_files("--organisation", "示范省水利厅")
    assert code == 0
    assert "财政厅" not in said
    with pytest.raises(CommandError, match="没有名为“某某厅”的单位"):
        call_command("check_files", "--organisation", "某某厅")
