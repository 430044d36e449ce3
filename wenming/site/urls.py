"""Every address of the product, room by room."""

from django.urls import include, path

from . import views

urlpatterns = [
    path("", include("wenming.dashboard.urls")),
    path("accounts/", include("wenming.accounts.urls")),
    path("organisation/", include("wenming.organisation.urls")),
    path("personal/", include("wenming.personal.urls")),
    path("audit/", include("wenming.audit.urls")),
    path("notices/", include("wenming.notices.urls")),
    path("jobs/", include("wenming.jobs.urls")),
    path("plan/", include("wenming.plan.urls")),
    path("standard/", include("wenming.standard.urls")),
    path("ledger/", include("wenming.evidence.urls")),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("status/", views.status, name="status"),
    path("dossier/", include("wenming.dossier.urls")),
]
handler400 = "wenming.shell.refusals.bad_request"
handler404 = "wenming.shell.refusals.page_not_found"
handler500 = "wenming.shell.refusals.server_error"
