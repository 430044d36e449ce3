from django.urls import path

from .views import comments, notices

app_name = "notices"
urlpatterns = [
    path("", notices.notices, name="notices"),
    path("<int:notice_id>/open/", notices.open_notice, name="open"),
    path("read/", notices.read_all, name="read_all"),
    path("comments/", comments.add, name="comment"),
    path("comments/<int:comment_id>/withdraw/", comments.withdraw, name="withdraw_comment"),
    path("comments/<int:comment_id>/settle/", comments.settle, name="settle_comment"),
    path("comments/<int:comment_id>/reopen/", comments.reopen, name="reopen_comment"),
]
