from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "wenming.accounts"
    label = "accounts"
    verbose_name = "账户授权"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from . import checks, columns, due, handlers, panels  # noqa: F401
        from .middleware import begin

        user_logged_in.connect(begin)
