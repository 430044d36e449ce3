"""The drill: a campaign is taken away and put back elsewhere, on the same database and across; and what is refused."""

import gzip
import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from wenming.site.backup import restoring

from .installation import POSTGRESQL, ROOT, Installation, wait_until
from .person import Person

CHANGED_BY_RESTORING = {
    "django_session", "jobs_signoflife", "django_migrations", "audit_auditentry",
    "evidence_search_idx", "evidence_search_data",
}
"""Nobody stays signed in, signs of life and migrations are the place's own; each record gets one entry more; SQLite
lays out its index of words anew from the rows, which are compared."""


@pytest.fixture(scope="session")
def taken(campaign, tmp_path_factory):
    """A backup of the campaign, and what the command said."""
    target = tmp_path_factory.mktemp("taken")
    campaign.place.wenming("verify-audit")
    said = campaign.place.wenming("backup", target).stdout
    return target, said


def only(target: Path) -> Path:
    (folder,) = [one for one in target.iterdir() if not one.name.startswith(".")]
    return folder


def files_of(installation: Installation) -> dict[str, str]:
    root = installation.data / "files"
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in root.rglob("*") if path.is_file()}


def tables_of(folder: Path) -> dict[str, tuple[int, str]]:
    tables = json.loads((folder / "manifest.json").read_text())["tables"]
    return {table["name"]: (table["rows"], table["sha256"]) for table in tables}


def contents(folder: Path) -> dict[str, list[str]]:
    """Every table's rows, whatever the database spells JSON like."""
    found = {}
    for path in sorted((folder / "database").iterdir()):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            found[path.name] = [spelled(json.loads(line)) for line in lines]
    return found


def spelled(row: list) -> str:
    return repr([_parsed(value) if isinstance(value, str) and value[:1] in {"{", "["} else value for value in row])


def _parsed(text: str) -> object:
    try:
        return sorted(json.loads(text).items()) if text[0] == "{" else json.loads(text)
    except ValueError:
        return text


def test_restored_elsewhere_every_row_and_every_file_is_there_and_people_sign_in(midcourse, taken, install):
    target, said = taken
    assert "已重读核对" in said
    assert "备份里没有密钥" in said
    place = install()
    told = place.wenming("restore", target).stdout
    assert "恢复完成" in told
    assert place.everything(*CHANGED_BY_RESTORING) == midcourse.everything(*CHANGED_BY_RESTORING)
    assert files_of(place) == files_of(midcourse)
    entries = "select kind from audit_auditentry order by id"
    (bodies,) = midcourse.rows("select count(*) from organisation_organisation")[0]
    assert place.rows(entries) == [*midcourse.rows(entries), *[("site.restored",)] * bodies]
    place.start("--no-worker")
    clerk = Person(place.address)
    assert clerk.sign_in("office").status in {302, 303}
    assert "示范省财政厅" in clerk.get("/plan/").body


@pytest.mark.skipif(not POSTGRESQL, reason="needs PostgreSQL beside SQLite")
def test_from_one_database_to_the_other_and_back(midcourse, taken, install, tmp_path):
    """What came from PostgreSQL over SQLite to PostgreSQL again is what it was."""
    target, _ = taken
    there = install("there", postgresql=False)
    there.wenming("restore", target)
    there.wenming("backup", tmp_path / "second")
    back = install("back")
    back.wenming("restore", tmp_path / "second")
    back.wenming("backup", tmp_path / "third")
    first, third = contents(only(target)), contents(only(tmp_path / "third"))
    assert {**third, "audit_auditentry.jsonl.gz": []} == {**first, "audit_auditentry.jsonl.gz": []}
    assert files_of(back) == files_of(midcourse)


def test_second_backup_copies_only_what_is_new_and_old_ones_go(midcourse, install, tmp_path):
    place, target = install(like=midcourse), tmp_path / "backups"
    place.wenming("backup", target)
    first = only(target)
    wait_until(lambda: _another_second(first), "the clock shows another second")
    said = place.wenming("backup", target, "--keep", 1, "--keys-to", tmp_path / "keys").stdout
    assert "其中新拷 0 个" in said
    assert f"删去：{first.name}" in said
    assert only(target) != first
    key = tmp_path / "keys" / "secret-key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert key.read_bytes() == (place.data / "secret-key").read_bytes()
    everything = b"".join(path.read_bytes() for path in target.rglob("*") if path.is_file())
    assert key.read_bytes() not in everything


def _another_second(folder: Path) -> bool:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return f"{datetime.now(ZoneInfo('Asia/Shanghai')):%Y%m%d-%H%M%S}" > folder.name


def test_bytes_that_rotted_in_the_last_backup_are_copied_anew(midcourse, install, tmp_path):
    place, target = install(like=midcourse), tmp_path / "backups"
    place.wenming("backup", target)
    first = only(target)
    rotten = next(path for path in (first / "files").rglob("*") if path.is_file())
    rotten.write_bytes(b"rotten")
    wait_until(lambda: _another_second(first), "the clock shows another second")
    assert "其中新拷 1 个" in place.wenming("backup", target).stdout


def test_keys_beside_the_backup_are_refused(midcourse, tmp_path):
    refused = midcourse.wenming("backup", tmp_path, "--keys-to", tmp_path / "keys", check=False)
    assert refused.returncode == 1
    assert "密钥不能存进备份目录" in refused.stderr


def test_a_file_missing_from_the_store_is_named_and_the_rest_is_kept(midcourse, install, tmp_path):
    place = install(like=midcourse)
    lost = next(path for path in (place.data / "files").rglob("*") if path.is_file())
    lost.unlink()
    said = place.wenming("backup", tmp_path / "backups", check=False)
    assert said.returncode == 1
    assert "1 个文件丢失" in said.stderr
    assert lost.name in said.stdout
    assert "最近一份" in place.wenming("doctor", check=False).stdout


# --- refused, with nothing changed ------------------------------------------------------------------------------------


@pytest.fixture
def copy(taken, tmp_path):
    """A copy of the backup, to be spoilt."""
    return Path(shutil.copytree(only(taken[0]), tmp_path / "copy"))


def reseal(folder: Path, change) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    change(manifest)
    text = json.dumps(manifest).encode()
    (folder / "manifest.json").write_bytes(text)
    (folder / "manifest.sha256").write_text(hashlib.sha256(text).hexdigest())


@pytest.mark.parametrize(("spoil", "why"), [
    (lambda folder: (folder / "database" / "plan_task.jsonl.gz").write_bytes(b""), "表 plan_task的摘要不符"),
    (lambda folder: (folder / "database" / "plan_task.jsonl.gz").unlink(), "表 plan_task读不出来"),
    (lambda folder: next(p for p in (folder / "files").rglob("*") if p.is_file()).write_bytes(b"x"), "的摘要不符"),
    (lambda folder: (folder / "files.jsonl.gz").write_bytes(b"x"), "文件清单的摘要不符"),
    (lambda folder: (folder / "manifest.json").write_bytes(b"{}"), "清单与封签不符"),
    (lambda folder: (folder / "manifest.sha256").unlink(), "没有完整的备份"),
    (lambda folder: reseal(folder, lambda m: m.update(format=2)), "只认第 1 版"),
    (lambda folder: reseal(folder, lambda m: m["migrations"].append(["plan", "9999_later"])), "来自更新的版本"),
], ids=["table altered", "table gone", "file altered", "list altered", "manifest altered", "seal gone", "later format",
        "later version"])
def test_an_unsound_or_newer_backup_is_refused_by_reading_alone(copy, spoil, why):
    assert restoring.look_through(copy).rows > 300
    spoil(copy)
    with pytest.raises(restoring.Refused, match=why):
        restoring.look_through(copy)


def test_refused_means_nothing_was_written(copy, install):
    (copy / "database" / "plan_task.jsonl.gz").unlink()
    place = install(postgresql=False)
    refused = place.wenming("restore", copy, check=False)
    assert refused.returncode == 1
    assert "什么都没有改动：表 plan_task读不出来" in refused.stderr
    assert place.tables() == []
    assert files_of(place) == {}


def test_a_place_with_data_is_refused_unless_told(midcourse, taken, install):
    place = install(like=midcourse)
    before = place.everything()
    refused = place.wenming("restore", taken[0], check=False)
    assert refused.returncode == 1
    assert "这里已有数据" in refused.stderr
    assert place.everything() == before
    place.wenming("restore", taken[0], "--replace")
    assert place.everything(*CHANGED_BY_RESTORING) == midcourse.everything(*CHANGED_BY_RESTORING)


def test_a_key_is_never_given_out_twice(install, tmp_path):
    """The greatest key may be of a row that is gone; the record of acts still speaks of it by its number."""
    place, words = install("first"), ["--organisation", "示范省财政厅", "--role", "system_admin"]
    place.wenming("migrate", "--verbosity", "0")
    for username in ("one", "two"):
        place.wenming("create-admin", "--username", username, "--name", "示范甲", *words)
    script = ("import django; django.setup(); from wenming.jobs.models import Job; from django.utils import timezone; "
              "n = timezone.now(); "
              "j = Job.objects.create(organisation_id=1, kind='x', title='x', run_at=n, asked_at=n); "
              "print(j.pk); j.delete()")

    def make(installation):
        done = subprocess.run([sys.executable, "-c", script], env=installation.environment, cwd=ROOT,
                              capture_output=True, text=True, check=True)
        return int(done.stdout)

    gone = make(place)
    place.wenming("backup", tmp_path / "backups")
    second = install("second")
    second.wenming("restore", tmp_path / "backups")
    assert make(second) == gone + 1


def test_a_backup_of_an_older_version_is_brought_up(copy, install):
    """Written before signs of life had a table: the table comes with the migration that follows."""
    reseal(copy, lambda m: m["migrations"].remove(["jobs", "0002_signs_of_life"]))
    place = install()
    assert "恢复完成" in place.wenming("restore", copy).stdout
    assert place.rows("select count(*) from jobs_signoflife") == [(0,)]


def test_a_database_older_than_the_program_is_not_half_backed_up(install, tmp_path):
    place = install(postgresql=False)
    place.wenming("migrate", "jobs", "0001", "--verbosity", "0")
    refused = place.wenming("backup", tmp_path / "backups", check=False)
    assert refused.returncode == 1
    assert "请用升级前的程序备份" in refused.stderr
    assert not (tmp_path / "backups").exists()


def test_while_background_work_runs_nothing_is_restored(midcourse, taken, install):
    place = install(like=midcourse)
    place.start()
    wait_until(lambda: place.rows("select count(*) from jobs_signoflife where name like 'worker:%'")[0][0],
               "the worker gives a sign of life")
    refused = place.wenming("restore", taken[0], "--replace", check=False)
    assert refused.returncode == 1
    assert "后台任务正在运行" in refused.stderr
