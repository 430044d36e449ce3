"""The disk full in the middle of an upload and of a backup: a small disk of the test's own is really filled.

It is a tmpfs, which needs root; elsewhere these tests are skipped, and the boundary itself is tested in
``tests/rooms/filestore/test_storing.py`` with a store that has no room.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.factories.filestore import picture
from wenming.site.backup import restoring

from .person import Person

PDF = b"%PDF-1.4\n"
KB, MB = 1024, 1024**2


@pytest.fixture
def small_disk(tmp_path):
    """Mount a disk of so many megabytes; returns its folder."""
    mounted = []

    def mount(megabytes: int) -> Path:
        folder = tmp_path / f"disk{len(mounted)}"
        folder.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", folder], check=False,
                              capture_output=True)
        if done.returncode:
            pytest.skip("不能挂载小磁盘，跳过 / cannot mount a small disk here (needs root)")
        mounted.append(folder)
        return folder

    yield mount
    for folder in mounted:
        subprocess.run(["umount", "-l", folder], check=True)


def leave(disk: Path, size: int) -> Path:
    """Fill the disk but for about ``size`` bytes; returns the filler."""
    filler = disk / "filler"
    with filler.open("wb") as out:
        out.truncate(0)
        free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
        out.write(b"\0" * max(0, free - size))
    return filler


def upload(person: Person, data: bytes, name: str):
    token = dict(next(form for form in person.get("/ledger/upload/").forms if form.multipart).fields)
    fields = [("csrfmiddlewaretoken", token["csrfmiddlewaretoken"])]
    return person.post("/ledger/upload/file/", fields, {"file": (name, data)}, Accept="application/json")


def loose_files(data: Path) -> list[str]:
    return [str(path) for folder in (data / "incoming", *data.glob("files/*/incoming")) if folder.exists()
            for path in folder.iterdir() if path.suffix != ".part"]


@pytest.mark.parametrize(("room", "size"), [(2 * MB, 8 * MB), (300 * KB, 2 * MB)],
                         ids=["while it comes in", "while it is put into the store"])
def test_upload_on_a_full_disk(midcourse, install, small_disk, room, size):
    disk = small_disk(90)
    place = install(disk / "data", like=midcourse, settings="tests.faults.settings")
    place.start("--no-worker")
    person = Person(place.address)
    person.sign_in("office")
    upload(person, picture(), "先有的.jpg")
    place.rows("select 1")
    kept = place.everything("django_session", "accounts_sentform")
    filler = leave(disk, room)
    said = upload(person, PDF + os.urandom(size), "大.pdf")
    assert said.status in {409, 507}, said
    sentence = json.loads(said.body)["sentence"]
    assert "服务器磁盘已满" in sentence
    assert "请告诉系统管理员" in sentence
    filler.unlink()
    assert place.everything("django_session", "accounts_sentform") == kept, "nothing half-visible, nothing lost"
    assert loose_files(place.data) == []
    assert person.get("/ledger/").status == 200
    assert upload(person, PDF + b"\0" * (size // 2), "大.pdf").status == 200, "and with room again it is taken"
    assert place.wenming("check-files").returncode == 0


def test_backup_on_a_full_disk(midcourse, install, small_disk):
    disk = small_disk(60)
    place, target = install(like=midcourse), disk / "backups"
    place.wenming("backup", target)
    (first,) = [one for one in target.iterdir() if not one.name.startswith(".")]
    leave(disk, 16 * KB)
    refused = place.wenming("backup", target, check=False)
    assert refused.returncode == 1
    assert re.search("备份没有做成：.*所在的磁盘已满。没有留下做了一半的备份，以前的备份都在。", refused.stderr)
    assert [one.name for one in target.iterdir() if one.name != ".lock"] == [first.name]
    restoring.look_through(first)
    assert shutil.disk_usage(disk).free > 8 * KB


def test_what_a_killed_backup_left_is_cleared_by_the_next(midcourse, install, tmp_path):
    place, target = install(like=midcourse), tmp_path / "backups"
    left = target / ".unfinished-20260101-000000" / "files"
    left.mkdir(parents=True)
    (left / "half").write_bytes(b"half")
    place.wenming("backup", target)
    assert not left.parent.exists()
    assert "20260101-000000" not in {one.name for one in target.iterdir()}
