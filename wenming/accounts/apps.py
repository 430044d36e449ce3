from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "wenming.accounts"
    label = "accounts"
    verbose_name = "账户授权"

    def ready(self) -> None:
        from . import columns, panels  # noqa: F401
