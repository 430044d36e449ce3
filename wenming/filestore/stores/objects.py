"""The store in a bucket that speaks S3: an object is written whole or not at all, so none needs a temporary key.

Bytes go through the product alone: there are no public addresses and no signed ones.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from io import BufferedReader
from pathlib import Path
from threading import Lock
from typing import Any, NoReturn

from django.core.files.base import File

from .base import Store
from .client import TRANSFER, client_for, telling
from .reading import READ_AHEAD, ObjectReader

_making = Lock()  # boto3 makes clients one at a time; a made one serves all threads


class ObjectStore(Store):
    """``options`` go to ``client_for``; ``prefix`` lies before every key; files wait in the local folder ``spool``."""

    def __init__(self, *, bucket: str, spool: str | Path, prefix: str = "", **options: Any) -> None:
        self.bucket, self.spool, self.options = bucket, Path(spool), options
        self.prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""

    @property
    def client(self) -> Any:
        with _making:
            return self._client

    @cached_property
    def _client(self) -> Any:
        return client_for(**self.options)

    @cached_property
    def _probe(self) -> Any:
        return client_for(**self.options, patience=2, attempts=1)

    def _named(self, key: str) -> dict[str, str]:
        return {"Bucket": self.bucket, "Key": self.prefix + key}

    # --- what Django's Storage holds ---

    def _open(self, name: str, mode: str = "rb") -> File:  # type: ignore[type-arg]  # not generic at run time
        reader = ObjectReader(self.client, self._named(name), self.size(name))
        return File(BufferedReader(reader, READ_AHEAD), name)

    def exists(self, name: str) -> bool:
        try:
            self._head(name)
        except FileNotFoundError:
            return False
        return True

    def size(self, name: str) -> int:
        return int(self._head(name)["ContentLength"])

    def get_modified_time(self, name: str) -> datetime:
        moment: datetime = self._head(name)["LastModified"]
        return moment

    def _head(self, name: str) -> dict[str, Any]:
        """Raises FileNotFoundError; a missing bucket is no missing object, and HEAD does not tell them apart."""
        try:
            with telling(name):
                found: dict[str, Any] = self.client.head_object(**self._named(name))
                return found
        except FileNotFoundError:
            with telling():
                self.client.head_bucket(Bucket=self.bucket)
            raise

    def delete(self, name: str) -> None:
        with telling(name):
            self.client.delete_object(**self._named(name))

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """``(folders, names)`` right beneath ``path``."""
        start = self.prefix + (f"{path.strip('/')}/" if path.strip("/") else "")
        folders, names = [], []
        with telling(path):
            for page in self.client.get_paginator("list_objects_v2").paginate(
                    Bucket=self.bucket, Prefix=start, Delimiter="/"):
                folders += [one["Prefix"][len(start):].rstrip("/") for one in page.get("CommonPrefixes", ())]
                names += [one["Key"][len(start):] for one in page.get("Contents", ()) if one["Key"] != start]
        return folders, names

    def url(self, name: str | None) -> NoReturn:
        raise NotImplementedError("stored files have no address of their own: access is decided by the product")

    # --- what both stores hold ---

    def waiting_room(self, _organisation_id: int | str) -> Path:
        self.spool.mkdir(parents=True, exist_ok=True)
        return self.spool

    def adopt(self, path: Path, key: str) -> None:
        """In parts, memory staying the same whatever the size; what is broken off is taken back or found later."""
        with telling(key):
            self.client.upload_file(str(path), **self._named(key), Config=TRANSFER)
        path.unlink()

    def unfinished(self, organisation_id: int, *, before: datetime) -> Iterator[tuple[str, str]]:
        """Uploads in parts: they take up room that no list of objects shows."""
        with telling():
            pages = self.client.get_paginator("list_multipart_uploads").paginate(
                Bucket=self.bucket, Prefix=f"{self.prefix}{organisation_id}/")
            for one in (upload for page in pages for upload in page.get("Uploads", ())):
                if one["Initiated"] < before:
                    yield one["Key"][len(self.prefix):], one["UploadId"]

    def take_back(self, key: str, number: str) -> None:
        with telling(key):
            self.client.abort_multipart_upload(**self._named(key), UploadId=number)

    def check(self) -> None:
        with _making:
            probe = self._probe
        with telling():
            probe.head_bucket(Bucket=self.bucket)

    def where(self) -> str:
        return f"对象存储 {self.options['endpoint'] or 'AWS'} 的桶 {self.bucket}"
