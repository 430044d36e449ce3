from django.urls import path

from .views import group, headcounts, people, units

app_name = "organisation"
urlpatterns = [
    path("units/", units.units, name="units"),
    path("units/<int:unit_id>/", units.unit, name="unit"),
    path("units/<int:unit_id>/aliases/", units.add_alias, name="add_alias"),
    path("aliases/<int:alias_id>/remove/", units.remove_alias, name="remove_alias"),
    path("units/<int:unit_id>/close/", units.close, name="close_unit"),
    path("units/<int:unit_id>/reopen/", units.reopen, name="reopen_unit"),
    path("people/", people.people, name="people"),
    path("people/<int:person_id>/", people.person, name="person"),
    path("people/<int:person_id>/status/", people.change_status, name="change_status"),
    path("people/<int:person_id>/posts/", people.appoint, name="appoint"),
    path("posts/<int:post_id>/end/", people.end_post, name="end_post"),
    path("headcounts/", headcounts.headcounts, name="headcounts"),
    path("group/", group.group, name="group"),
    path("group/<int:group_id>/members/", group.add_member, name="add_member"),
    path("members/<int:member_id>/release/", group.release_member, name="release_member"),
]
