from django.urls import path

from . import views

app_name = "dossier"
urlpatterns = [
    path("", views.package, name="package"),
    path("package.zip", views.download, name="download"),
]
