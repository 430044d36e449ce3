from django.urls import path

from .views import doubts, evidence, files, ledger, more_files, pack_citing, packs, parts, upload, warnings

app_name = "evidence"
urlpatterns = [
    path("", ledger.ledger, name="ledger"),
    path("export/", ledger.ledger_xlsx, name="ledger_xlsx"),
    path("upload/", upload.upload, name="upload"),
    path("upload/file/", upload.receive, name="receive_file"),
    path("upload/weigh/", upload.weigh, name="weigh"),
    path("packs/", packs.packs, name="packs"),
    path("packs/new/", packs.new_pack, name="new_pack"),
    path("packs/<int:pack_id>/", packs.pack, name="pack"),
    path("packs/<int:pack_id>/fill/", parts.fill, name="fill_pack"),
    path("packs/<int:pack_id>/put/", parts.put, name="put_in_pack"),
    path("packs/<int:pack_id>/cite/", pack_citing.cite, name="cite_pack"),
    path("<int:evidence_id>/take-out/", parts.take_out, name="take_out_of_pack"),
    path("<int:evidence_id>/", evidence.evidence, name="evidence"),
    path("<int:evidence_id>/change/", evidence.change, name="change"),
    path("<int:evidence_id>/withdraw/", evidence.withdraw, name="withdraw"),
    path("<int:evidence_id>/cite/", evidence.cite, name="cite"),
    path("<int:evidence_id>/add-files/", more_files.add_files, name="add_files"),
    path("<int:evidence_id>/files/<int:file_id>/", files.file, name="file"),
    path("<int:evidence_id>/files/<int:file_id>/thumb/", files.thumb, name="thumb"),
    path("<int:evidence_id>/files/<int:file_id>/preview/", files.preview, name="preview"),
    path("<int:evidence_id>/warnings/<int:warning_id>/", warnings.answer, name="answer_warning"),
    path("doubts/<int:doubt_id>/answer/", doubts.answer, name="answer_doubt"),
    path("citations/<int:citation_id>/remove/", evidence.uncite, name="uncite"),
]
