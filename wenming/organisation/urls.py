from django.urls import path

from .views import group, headcounts, people, roster_acts, roster_files, rosters, units

app_name = "organisation"
urlpatterns = [
    path("units/", units.units, name="units"),
    path("units/<int:unit_id>/", units.unit, name="unit"),
    path("units/<int:unit_id>/aliases/", units.add_alias, name="add_alias"),
    path("aliases/<int:alias_id>/remove/", units.remove_alias, name="remove_alias"),
    path("units/<int:unit_id>/close/", units.close, name="close_unit"),
    path("units/<int:unit_id>/reopen/", units.reopen, name="reopen_unit"),
    path("people/", people.people, name="people"),
    path("people.xlsx", roster_files.people, name="people_xlsx"),
    path("rosters/", rosters.rosters, name="rosters"),
    path("rosters/template.xlsx", roster_files.template, name="roster_template"),
    path("rosters/<int:import_id>/", rosters.roster, name="roster"),
    path("rosters/<int:import_id>/progress/", rosters.progress, name="roster_progress"),
    path("rosters/<int:import_id>/columns/", roster_acts.columns, name="roster_columns"),
    path("rosters/<int:import_id>/units/", roster_acts.units, name="roster_units"),
    path("rosters/<int:import_id>/again/", roster_acts.again, name="roster_again"),
    path("rosters/<int:import_id>/confirm/", roster_acts.confirm, name="roster_confirm"),
    path("rosters/<int:import_id>/discard/", roster_acts.discard, name="roster_discard"),
    path("rosters/<int:import_id>/bad-rows.xlsx", roster_files.bad_rows, name="roster_bad_rows"),
    path("rosters/<int:import_id>/source/", roster_files.source, name="roster_source"),
    path("people/<int:person_id>/", people.person, name="person"),
    path("people/<int:person_id>/status/", people.change_status, name="change_status"),
    path("people/<int:person_id>/status/correct/", people.correct_status, name="correct_status"),
    path("people/<int:person_id>/posts/", people.appoint, name="appoint"),
    path("posts/<int:post_id>/end/", people.end_post, name="end_post"),
    path("headcounts/", headcounts.headcounts, name="headcounts"),
    path("group/", group.group, name="group"),
    path("group/<int:group_id>/members/", group.add_member, name="add_member"),
    path("members/<int:member_id>/release/", group.release_member, name="release_member"),
]
