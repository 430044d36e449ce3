from django.apps import AppConfig


class DossierConfig(AppConfig):
    name = "wenming.dossier"
    label = "dossier"
    verbose_name = "申报材料"

    def ready(self) -> None:
        from . import events  # noqa: F401
