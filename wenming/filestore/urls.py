from django.urls import path

app_name = "filestore"
urlpatterns = []
