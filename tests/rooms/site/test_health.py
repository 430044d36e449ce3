"""Alive, ready, well: what probes are told, and what only this machine or the administrator is told."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from wenming.jobs.actions.signs import give_sign
from wenming.jobs.queries import BACKUP, WORKER
from wenming.site import looks, ready
from wenming.site.looks import database, keys, machine, work

HELD = {"rows": 10, "files": 2, "bytes": 2048, "faulty": 0}


def test_alive_asks_no_database(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        answer = Client().get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_ready_says_each_thing_to_this_machine(db):
    give_sign(WORKER + "host:1", at=timezone.now())
    answer = Client().get("/readyz")
    assert answer.json() == {"ready": True, "degraded": False, "checks": {
        "database": True, "migrations": True, "store": True, "worker": True}}


def test_ready_is_cheap(db, django_assert_max_num_queries):
    Client().get("/readyz")
    with django_assert_max_num_queries(2):
        Client().get("/readyz")


def test_without_a_worker_pages_are_served_and_it_is_said(db):
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["degraded"]) == (200, True)


@pytest.mark.parametrize(("asked", "detailed"), [
    ({"REMOTE_ADDR": "127.0.0.1"}, True),
    ({"REMOTE_ADDR": "::1"}, True),
    ({"REMOTE_ADDR": "10.1.2.3"}, False),
    ({"REMOTE_ADDR": ""}, False),
    ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "10.1.2.3"}, False),
    ({"REMOTE_ADDR": "10.1.2.3", "HTTP_AUTHORIZATION": "Bearer 秘密"}, True),
    ({"REMOTE_ADDR": "10.1.2.3", "HTTP_AUTHORIZATION": "Bearer 别的"}, False),
])
def test_details_are_for_this_machine_and_for_the_token(db, settings, asked, detailed):
    settings.STATUS_TOKEN = "秘密"
    assert ("checks" in Client().get("/readyz", **asked).json()) is detailed


def test_without_a_token_set_an_empty_one_opens_nothing(db):
    asked = {"REMOTE_ADDR": "10.1.2.3", "HTTP_AUTHORIZATION": "Bearer "}
    assert "checks" not in Client().get("/readyz", **asked).json()


def test_not_ready_without_a_database(db, monkeypatch):
    def away(*_):
        raise OperationalError

    away_connection = type("Away", (), {"cursor": away, "close": lambda _: None})()
    monkeypatch.setattr(ready, "connection", away_connection)
    answer = Client().get("/readyz")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert answer.json()["checks"]["database"] is False


def test_not_ready_before_the_database_is_brought_up(db, monkeypatch):
    monkeypatch.setattr(ready, "_brought_up", False)
    monkeypatch.setattr(ready, "unapplied", lambda: 3)
    assert Client().get("/readyz").status_code == 503


def test_not_ready_where_the_store_cannot_be_written(db, monkeypatch):
    monkeypatch.setattr("wenming.filestore.stores.disk.os.access", lambda *_: False)
    assert Client().get("/readyz").json()["checks"]["store"] is False


def test_probes_may_speak_plain_http_behind_tls(db, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get("/healthz").status_code == 200
    assert Client().get("/accounts/sign-in/").status_code == 301


# --- the doctor -------------------------------------------------------------------------------------------------------


def test_every_look_that_is_not_well_says_what_to_do(db):
    for look in looks.everything():
        assert look.words
        assert bool(look.todo) is (look.state != "well"), look


def test_doctor_for_a_machine(db, capsys):
    call_command("doctor", "--json")
    found = json.loads(capsys.readouterr().out)
    names = {one["name"] for one in found}
    assert {"磁盘", "数据库", "数据库完整", "时钟",
             "密钥权限", "加密密钥", "后台任务", "备份", "中文字体", "文件库"} <= names


def test_doctor_fails_where_something_is_ill(db, monkeypatch, capsys):
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 1024**2})())
    with pytest.raises(CommandError, match="有 1 处需要处理"):
        call_command("doctor")
    assert "✗ 磁盘：还剩 0.0 GB\n  → 马上会写不进去" in capsys.readouterr().out


def test_last_backup_good_stale_and_faulty(db):
    assert "还没有备份过" in work.backup().words
    give_sign(BACKUP, at=timezone.now(), detail=HELD)
    assert work.backup().state == "well"
    give_sign(BACKUP, at=timezone.now(), detail={**HELD, "faulty": 1})
    assert "check-files" in work.backup().todo
    give_sign(BACKUP, at=timezone.now() - timedelta(days=3), detail=HELD)
    assert "已超过 2 天" in work.backup().todo


def test_worker_gone_there_and_with_a_moved_clock(db):
    assert "systemctl start" in work.worker().todo
    give_sign(WORKER + "host:1", at=timezone.now(), detail={"chores": {"audit.seal": timezone.now().isoformat()}})
    assert "例行事项最近一次" in work.worker().words
    give_sign(WORKER + "host:1", at=timezone.now(), detail={"clock_jump_seconds": -3600})
    assert "拨动过 -3600 秒" in work.worker().words


def test_clock_apart_from_the_databases(db, monkeypatch):
    assert database.clock().state == "well"
    there = timezone.now() - timedelta(minutes=5)
    monkeypatch.setattr(database, "database_time", lambda: there)
    assert "相差 300 秒" in database.clock().words


def test_a_key_others_may_read_is_ill(settings, tmp_path):
    key = tmp_path / "secret-key"
    key.write_text("k")
    settings.VAULT_KEYS, settings.DATA_FOLDER = tmp_path / "none", tmp_path
    key.chmod(0o640)
    assert keys.keys().todo == f"请运行 chmod -R go= {key}"
    key.chmod(0o600)
    assert keys.keys().state == "well"


def test_database_not_brought_up(db, monkeypatch):
    monkeypatch.setattr(database, "unapplied", lambda: 2)
    assert database.database().todo == "启动前请运行 wenming migrate。"


# --- the administrator's page and desk --------------------------------------------------------------------------------


def test_the_system_administrator_sees_how_things_stand(cast):
    page = cast.client("system_admin").get("/status/").content.decode()
    assert "还没有备份过" in page
    assert "wenming backup 目录" in page
    assert page.index("还没有备份过") < page.index("SQLite" if "SQLite" in page else "PostgreSQL"), "worst first"


@pytest.mark.parametrize("who", ["office", "security_admin", "audit_admin", "leader", "member"])
def test_others_do_not(cast, who):
    assert cast.client(who).get("/status/").status_code == 403


def test_an_old_backup_waits_for_the_system_administrator_alone(cast):
    give_sign(BACKUP, at=timezone.now() - timedelta(days=9), detail=HELD)
    assert "最近一次备份在" in cast.client("system_admin").get("/").content.decode()
    assert "最近一次备份在" not in cast.client("office").get("/").content.decode()
    give_sign(BACKUP, at=timezone.now(), detail=HELD)
    assert "最近一次备份在" not in cast.client("system_admin").get("/").content.decode()
