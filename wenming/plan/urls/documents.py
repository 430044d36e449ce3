from django.urls import path

from wenming.plan.views import document_correct, document_exports, document_freeze, document_revise, documents

urlpatterns = [
    path("documents/", documents.documents, name="documents"),
    path("documents/new/", documents.import_plan, name="import"),
    path("documents/<int:pk>/", documents.revision, name="revision"),
    path("documents/<int:pk>/source/", documents.source, name="source"),
    path("documents/<int:pk>/plan.docx", document_exports.plan_docx, name="plan_docx"),
    path("documents/<int:pk>/breakdown.xlsx", document_exports.breakdown_xlsx, name="breakdown_xlsx"),
    path("documents/<int:pk>/correct/", document_correct.correct, name="correct"),
    path("documents/<int:pk>/undo/", document_correct.undo, name="undo"),
    path("documents/<int:pk>/redo/", document_correct.redo, name="redo"),
    path("documents/<int:pk>/discard/", document_correct.discard, name="discard"),
    path("documents/<int:pk>/freeze/", document_freeze.freeze, name="freeze"),
    path("documents/<int:pk>/revise/", document_revise.revise, name="revise"),
    path("documents/<int:pk>/compare/", document_revise.compare, name="compare"),
    path("documents/<int:pk>/accept/", document_revise.accept, name="accept"),
    path("documents/<int:pk>/difference/", document_revise.difference, name="difference"),
]
