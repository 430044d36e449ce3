from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "wenming.vault"
    label = "vault"
    verbose_name = "加密库"

    def ready(self) -> None:
        from . import handlers  # noqa: F401
