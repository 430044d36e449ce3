from django.apps import AppConfig


class StandardConfig(AppConfig):
    name = "wenming.standard"
    label = "standard"
    verbose_name = "测评体系"
