"""Large files over HTTP, by the tus protocol."""

import base64

import pytest

from tests.factories.evidence import pdf

PIECES = "/ledger/upload/pieces/"
DATA = pdf("大文件") * 50
TYPE = "application/offset+octet-stream"


@pytest.fixture
def client(cast):
    return cast.client("lead")


@pytest.fixture(autouse=True)
def _incoming(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path


def begun(client, size=None, name="录像.pdf"):
    metadata = f"filename {base64.b64encode(name.encode()).decode()}"
    return client.post(PIECES, headers={"upload-length": str(len(DATA) if size is None else size),
                                        "upload-metadata": metadata})


def piece(client, address, data, offset, kind=TYPE):
    return client.patch(address, data, content_type=kind, headers={"upload-offset": str(offset)})


def test_a_file_in_two_pieces_gets_its_receipt(client):
    answer = begun(client)
    assert answer.status_code == 201
    address = answer.headers["Location"]
    assert piece(client, address, DATA[:1000], 0).headers["Upload-Offset"] == "1000"
    asked = client.head(address)
    assert (asked.headers["Upload-Offset"], asked.headers["Upload-Length"]) == ("1000", str(len(DATA)))
    assert asked.headers["Cache-Control"] == "no-store"
    assert piece(client, address, DATA[1000:], 1000).status_code == 204
    got = client.post(address + "finish/").json()
    assert (got["name"], got["size"]) == ("录像.pdf", len(DATA))
    assert client.post(address + "finish/").json()["name"] == "录像.pdf"


def test_what_is_not_by_the_protocol_is_refused(client):
    address = begun(client).headers["Location"]
    assert piece(client, address, DATA, 5).status_code == 409
    assert piece(client, address, DATA, 0, kind="text/plain").status_code == 415
    assert piece(client, address, DATA + b"x", 0).status_code == 413
    assert client.patch(address, DATA, content_type=TYPE).status_code == 422
    assert client.post(PIECES).status_code == 422
    assert begun(client, size=10**12).status_code == 413
    assert client.post(address + "finish/").status_code in {200, 422}


def test_it_is_the_persons_own_and_ends_when_he_says(cast, client):
    address = begun(client).headers["Location"]
    for who in ("office", "stranger"):
        assert cast.client(who).head(address).status_code == 404
    assert client.delete(address).status_code == 204
    assert client.head(address).status_code == 404


def test_the_protocol_is_told(client):
    answer = client.options(PIECES)
    assert answer.headers["Tus-Version"] == "1.0.0"
