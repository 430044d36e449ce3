from django.urls import path

from .views import chain, entries, removals

app_name = "audit"
urlpatterns = [
    path("", entries.entries, name="entries"),
    path("<int:entry_id>/", entries.entry, name="entry"),
    path("xlsx/", entries.entries_xlsx, name="xlsx"),
    path("csv/", entries.entries_csv, name="csv"),
    path("chain/", chain.chain, name="chain"),
    path("chain/verify/", chain.verify, name="verify"),
    path("chain/note/", chain.note, name="note"),
    path("chain/slip/", chain.slip, name="slip"),
    path("removed/", removals.removed, name="removed"),
    path("removed/<int:removal_id>/undo/", removals.undo, name="undo"),
    path("checks/<int:check_id>/", chain.check, name="check"),
]
