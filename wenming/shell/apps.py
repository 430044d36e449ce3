from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "wenming.shell"
    label = "shell"
    verbose_name = "页面框架"
