"""The answer to a download: everything is read and recorded first, then the bytes are made while they go out."""

from datetime import datetime
from typing import IO

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from wenming.domain.authority import Viewer
from wenming.domain.dossier import names
from wenming.domain.dossier.contents import FileEntry
from wenming.domain.dossier.texts import Subject
from wenming.dossier import access, actions
from wenming.dossier.queries.contents import contents_of, gaps_of, missing_in
from wenming.filestore.queries import open_key
from wenming.plan.models import Campaign

from .package import Package


def package_response(campaign: Campaign, *, by: Viewer, at: datetime) -> StreamingHttpResponse:
    """Record the export and answer with a ZIP whose parts are made one by one."""
    withheld, on = access.takes_withheld(by), timezone.localdate(at)
    contents = contents_of(campaign, with_withheld=withheld)
    missing = gaps_of(missing_in(campaign, on))
    export = actions.open_package(campaign=campaign, contents=contents, by=by, at=at)

    def finished(fingerprint: str) -> None:
        actions.complete_package(export=export, fingerprint=fingerprint, by=by, at=timezone.now())

    subject = Subject(campaign.organisation.name, campaign.name, withheld)
    package = Package(contents, subject, missing, open_file=_open, finished=finished)
    response = StreamingHttpResponse(package.chunks(), content_type="application/zip")
    name = names.safe_name(f"{campaign.name}_材料包_{on:%Y%m%d}", names.FILE) + ".zip"
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def _open(file: FileEntry) -> IO[bytes]:
    return open_key(file.key, file.name)
