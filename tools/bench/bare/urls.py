"""The controls: 10 KB answered, and an uploaded file saved to the default storage without a further thought."""

from django.contrib import admin
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.urls import path

PAGE = b"x" * 10_240


def page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE)


def upload(request: HttpRequest) -> HttpResponse:
    return HttpResponse(default_storage.save("photo.jpg", request.FILES["file"]))


urlpatterns = [path("admin/", admin.site.urls), path("", page), path("upload/", upload)]
