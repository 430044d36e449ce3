"""The drill with a bucket: from a disk into it and back, nothing lost; and what is said while it is away."""

import uuid

import pytest

from .test_backup import CHANGED_BY_RESTORING, files_of

pytestmark = pytest.mark.xdist_group("s3")


def test_from_a_disk_into_a_bucket_and_back(midcourse, install, s3_server, tmp_path):
    midcourse.wenming("backup", tmp_path / "first")
    bucket = install("bucket", **s3_server.environment(uuid.uuid4().hex))
    assert "全部完好" in bucket.wenming("restore", tmp_path / "first").stdout
    assert files_of(bucket) == {}, "nothing lies on the disk"
    bucket.wenming("backup", tmp_path / "second")
    back = install("back")
    assert "全部完好" in back.wenming("restore", tmp_path / "second").stdout
    assert files_of(back) == files_of(midcourse) != {}
    assert back.everything(*CHANGED_BY_RESTORING) == midcourse.everything(*CHANGED_BY_RESTORING)


def test_no_backup_while_the_bucket_is_away(midcourse, install, s3_server, tmp_path):
    away = install(like=midcourse, **{**s3_server.environment("x"), "WENMING_S3_ENDPOINT": "http://127.0.0.1:9"})
    refused = away.wenming("backup", tmp_path / "backups", check=False)
    assert refused.returncode == 1
    assert "备份没有做成：对象存储连不上。没有留下做了一半的备份" in refused.stderr
    assert [one.name for one in (tmp_path / "backups").iterdir()] == [".lock"]
    said = away.wenming("doctor", check=False).stdout
    assert "✗ 文件库" in said
    assert "WENMING_S3_ENDPOINT" in said
