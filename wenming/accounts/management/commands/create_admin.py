"""The first account of a body: nobody is seeded, so the first administrator comes from the command line."""

import sys
from getpass import getpass

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from wenming.accounts.actions.accounts import open_account
from wenming.accounts.actions.grants import grant_role
from wenming.accounts.actions.passwords import check_new_password, one_time_password
from wenming.accounts.models import User
from wenming.domain.authority import Role, system
from wenming.domain.errors import InputRefused, RuleBroken
from wenming.organisation.actions.tenancy import found_organisation
from wenming.organisation.models import Organisation

ROLES = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.OFFICE)


class Command(BaseCommand):
    help = "开设第一个管理员账号；单位不存在时一并建立"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--organisation", required=True, help="单位全称")
        parser.add_argument("--short-name", default="", help="单位简称，显示在页面上（默认同全称）")
        parser.add_argument("--username", required=True, help="登录名")
        parser.add_argument("--name", help="姓名（新账号必填）")
        parser.add_argument("--role", choices=[role.value for role in ROLES], default=Role.SYSTEM_ADMIN.value,
                            help="office 是领导小组办公室，小单位可以由它直接开始")

    def handle(self, *, organisation: str, short_name: str, username: str, name: str | None, role: str, **_) -> None:
        known = User.objects.filter(username=username).first()
        if known is None and not name:
            raise CommandError("新账号要用 --name 写明姓名。")
        typed = "" if known else ask_password(username, name)
        password = typed or one_time_password(username)
        try:
            user = enrol(organisation=organisation, short_name=short_name, known=known, username=username,
                         name=name or "", password=password, is_one_time=not typed, role=Role(role))
        except RuleBroken as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(self.style.SUCCESS(f"已授予{user}（{username}）{Role(role).label}。"))
        if known is None and not typed:
            self.stdout.write(f"一次性密码：{password}\n只显示这一次，第一次登录时须改掉。")


def ask_password(username: str, name: str) -> str:
    """A password typed twice at the terminal, or "" where one is to be made."""
    if not sys.stdin.isatty():
        return ""
    typed = getpass("密码（直接回车则自动生成一次性密码）：")
    if typed and typed != getpass("再输一遍："):
        raise CommandError("两次输入的密码不一样，没有开设。")
    try:
        if typed:
            check_new_password(User(username=username, name=name), typed, timezone.now(), administrator=True)
    except InputRefused as refusal:
        raise CommandError(" ".join(refusal.fields.values())) from refusal
    return typed


@transaction.atomic
def enrol(
    *, organisation: str, short_name: str, known: User | None, username: str, name: str, password: str,
    is_one_time: bool, role: Role,
) -> User:
    """The body where it is new, the account where it is new, and the role from today on."""
    at = timezone.now()
    body = Organisation.objects.filter(name=organisation).first()
    body = body or found_organisation(name=organisation, short_name=short_name, at=at)
    by = system(body.pk)
    user = known or open_account(
        username=username, name=name, password=password, must_change_password=is_one_time, by=by, at=at
    )
    grant_role(user=user, role=role, by=by, at=at, valid_from=timezone.localdate(at))
    return user
