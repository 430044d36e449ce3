from django.apps import AppConfig


class DossierConfig(AppConfig):
    name = "wenming.dossier"
    label = "dossier"
    verbose_name = "申报材料"
