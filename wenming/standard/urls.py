from django.urls import path

from .views import columns, editions, findings, indicators

app_name = "standard"
urlpatterns = [
    path("", editions.editions, name="editions"),
    path("<int:edition_id>/", editions.edition, name="edition"),
    path("<int:edition_id>/progress/", editions.progress, name="progress"),
    path("<int:edition_id>/columns/", columns.columns, name="columns"),
    path("<int:edition_id>/facts/", editions.facts, name="facts"),
    path("<int:edition_id>/freeze/", editions.freeze, name="freeze"),
    path("<int:edition_id>/discard/", editions.discard, name="discard"),
    path("<int:edition_id>/source/", editions.source, name="source"),
    path("<int:edition_id>/lines/", indicators.add, name="add_line"),
    path("indicators/<int:indicator_id>/", indicators.indicator, name="indicator"),
    path("indicators/<int:indicator_id>/remove/", indicators.remove, name="remove_indicator"),
    path("findings/<int:finding_id>/", findings.decide, name="decide"),
    path("findings/<int:finding_id>/reopen/", findings.reopen, name="reopen"),
]
