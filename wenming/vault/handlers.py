"""What the vault does in the background, and after a migration."""

from typing import Any

from django.apps import apps
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from wenming.jobs.registry import Run, job

from . import actions, keyring, queries
from .errors import KeysMissing


@job(actions.REENCRYPT, "重新加密", quiet=True)
def reencrypt(run: Run, label: str) -> None:
    """Row by row; an interrupted run finds what is left by the texts themselves, whatever came or went meanwhile."""
    model = apps.get_model(label)
    rows = queries.sealed_earlier(model).filter(organisation_id=run.organisation_id).order_by("pk")
    waiting = list(rows.values_list("pk", flat=True))
    before = run.done
    run.begin(before + len(waiting))
    for number, pk in enumerate(waiting, before + 1):
        with run.row(number, f"第 {pk} 号"):
            actions.reencrypt_row(model, pk)
    run.finish(rows=len(waiting))


@receiver(post_migrate, dispatch_uid="vault.first_key")
def make_first_key(sender: Any, verbosity: int = 0, stdout: Any = None, **_: Any) -> None:
    """The first ``wenming migrate`` makes the first key; a later one never replaces a key that is lost."""
    if sender.label != "jobs":  # called once for each room that has tables, when all tables stand; once is enough
        return
    say = stdout.write if verbosity and stdout is not None else lambda _: None
    try:
        if actions.make_first_key():
            say(f"已生成加密密钥：{keyring.folder()}。请另行备份，不要与数据库放在一起。\n")
    except KeysMissing as missing:
        say(missing.sentence + "\n")
