from django.urls import path

from . import views

app_name = "dashboard"
urlpatterns = [
    path("", views.landing, name="landing"),
    path("desk/", views.desk, name="desk"),
    path("wall/", views.wall, name="wall"),
]
