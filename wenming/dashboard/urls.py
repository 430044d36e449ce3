from django.urls import path

from . import views

app_name = "dashboard"
urlpatterns = [
    path("", views.landing, name="landing"),
    path("desk/", views.desk, name="desk"),
    path("mine/", views.mine, name="mine"),
    path("wall/", views.wall, name="wall"),
]
