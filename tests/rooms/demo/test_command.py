"""The command, the trial of one's own document, and the sign-in page that says whom to sign in as."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from wenming.accounts.models import User
from wenming.demo.story import script
from wenming.organisation.models import Organisation
from wenming.plan.models import PlanRevision

pytestmark = pytest.mark.django_db
DOCUMENT = """示范市图书馆创建文明单位工作方案

一、主要任务

（一）强化服务

1、改进借阅服务。延长开放时间，方便读者。（牵头单位：读者服务部，责任单位：各部门）
2、美化环境。做好绿化和保洁。（牵头单位：后勤部，责任单位：各部门）
"""


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("demo_data", *arguments, stdout=out)
    return out.getvalue()


def refused(*arguments: str) -> str:
    """What is said to a person whose wish cannot be met; the exit code is 1."""
    err = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("demo_data", *arguments, stdout=StringIO(), stderr=err)
    assert ended.value.code == 1
    return err.getvalue()


def test_it_says_whom_to_sign_in_as_and_the_accounts_open():
    said = run("--stage", "proposal")
    assert script.PASSWORD in said
    for username in script.SHOWN:
        assert username in said
        client = Client()
        answer = client.post(reverse("accounts:sign_in"), {"username": username, "password": script.PASSWORD})
        assert answer.status_code == 303, username
        assert not User.objects.get(username=username).must_change_password


def test_run_again_it_changes_nothing_and_says_so():
    run("--stage", "proposal")
    users = User.objects.count()
    assert "没有改动" in run("--stage", "opened")
    assert User.objects.count() == users


def test_ones_own_document_becomes_a_proposal(tmp_path):
    path = tmp_path / "方案.txt"
    path.write_text(DOCUMENT, encoding="utf-8")
    said = run("--plan", str(path))
    revision = PlanRevision.objects.get()
    assert revision.organisation.name == script.TRIAL_ORGANISATION
    assert revision.state == PlanRevision.State.PROPOSED
    assert len(revision.draft["tasks"]) == 2
    assert "示范市图书馆" in said
    assert "trial" in said


def test_the_same_document_again_changes_nothing(tmp_path):
    path = tmp_path / "方案.txt"
    path.write_text(DOCUMENT, encoding="utf-8")
    run("--plan", str(path))
    assert "没有改动" in run("--plan", str(path))
    assert PlanRevision.objects.count() == 1


def test_a_second_document_joins_the_first(tmp_path):
    for number in (1, 2):
        path = tmp_path / f"{number}.txt"
        path.write_text(DOCUMENT.replace("图书馆", f"图书馆{number}"), encoding="utf-8")
        run("--plan", str(path))
    assert Organisation.objects.count() == 1
    assert PlanRevision.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("空.txt", b""), ("坏.docx", b"PK\x03\x04 not a zip"), ("没有任务.txt", "今天天气很好。".encode()),
        ("画.pdf", b"%PDF-1.4"),
    ],
)
def test_a_document_that_cannot_be_read_is_refused_with_a_sentence_and_nothing_founded(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    assert refused("--plan", str(path)).endswith("。\n")
    assert not Organisation.objects.exists()
    assert not User.objects.exists()


def test_a_missing_file_is_refused_with_a_sentence(tmp_path):
    assert "打不开文件" in refused("--plan", str(tmp_path / "没有.docx"))


def test_the_sign_in_page_lists_the_accounts_where_the_demo_is_installed():
    page = Client().get(reverse("accounts:sign_in")).content.decode()
    assert script.PASSWORD not in page
    run("--stage", "proposal")
    page = Client().get(reverse("accounts:sign_in")).content.decode()
    assert page.count("data-sign-in-as") == len(script.SHOWN)
    assert script.PASSWORD in page


def test_a_closed_account_is_not_offered():
    run("--stage", "proposal")
    User.objects.filter(username="expert").update(is_active=False)
    page = Client().get(reverse("accounts:sign_in")).content.decode()
    assert 'data-sign-in-as="expert"' not in page
    assert 'data-sign-in-as="office"' in page


def test_an_installation_without_the_demo_offers_nothing(cast):
    """The cast's body has the demo's name but none of its accounts is offered that does not exist."""
    Organisation.objects.filter(pk=cast.organisation.pk).update(name="某市水利局")
    page = Client().get(reverse("accounts:sign_in")).content.decode()
    assert "data-sign-in-as" not in page
