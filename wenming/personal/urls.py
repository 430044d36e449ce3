from django.urls import path

from .views import keeping, own_data, retention, reveals

app_name = "personal"
urlpatterns = [
    path("", own_data.own_data, name="own_data"),
    path("ask/", own_data.ask, name="ask"),
    path("export/", own_data.export, name="export"),
    path("texts/<int:text_id>/agree/", own_data.agree, name="agree"),
    path("consents/<int:consent_id>/withdraw/", own_data.withdraw, name="withdraw"),
    path("consents/", keeping.consents, name="consents"),
    path("consents/paper/", keeping.paper_consent, name="paper_consent"),
    path("corrections/", keeping.corrections, name="corrections"),
    path("corrections/<int:request_id>/", keeping.correction, name="correction"),
    path("links/", keeping.links, name="links"),
    path("links/<int:user_id>/<int:person_id>/", keeping.link, name="link"),
    path("links/plain/", keeping.link_plain, name="link_plain"),
    path("links/<int:user_id>/undo/", keeping.unlink, name="unlink"),
    path("people/<int:person_id>/", reveals.numbers, name="numbers"),
    path("people/export/", reveals.export_people, name="export_people"),
    path("map/", retention.map_of_data, name="data_map"),
    path("retention/", retention.retention, name="retention"),
    path("retention/look-again/", retention.look_again, name="look_again"),
    path("retention/<int:plan_id>/", retention.plan, name="plan"),
    path("retention/<int:plan_id>/confirm/", retention.confirm, name="confirm"),
]
