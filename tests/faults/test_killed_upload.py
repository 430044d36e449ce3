"""kill -9 of the web process in the middle of a large file: it goes on where it was, and its hash is its own."""

import base64
import hashlib
import http.client
import json
import os
import signal
from uuid import UUID

from .installation import wait_until

DATA = b"%PDF-1.4\n" + os.urandom(5_000_000)
PIECES = "/ledger/upload/pieces/"


class Browser:
    """Speaks tus as the page's script does."""

    def __init__(self, stage):
        self.stage = stage
        person = stage.person("lead")
        form = next(form for form in person.get("/ledger/upload/").forms if form.multipart)
        self.headers = {
            "Cookie": "; ".join(f"{one.name}={one.value}" for one in person.cookies),
            "X-CSRFToken": dict(form.fields)["csrfmiddlewaretoken"], "Accept": "application/json",
        }

    def ask(self, method, path, body=b"", **headers):
        line = http.client.HTTPConnection("127.0.0.1", self.stage.place.port, timeout=60)
        line.request(method, path, body, {**self.headers, **headers})
        answer = line.getresponse()
        said = answer.read()
        line.close()
        return answer, said

    def half_a_piece(self, path, offset, length, data):
        """Announce ``length`` bytes and send only ``data`` of them."""
        line = http.client.HTTPConnection("127.0.0.1", self.stage.place.port, timeout=60)
        line.putrequest("PATCH", path)
        piece = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": offset, "Content-Length": length}
        for name, value in {**self.headers, **piece}.items():
            line.putheader(name, str(value))
        line.endheaders()
        line.send(data)
        return line


def test_a_large_file_goes_on_after_the_web_process_was_killed(stage):
    stage.reset()
    browser = Browser(stage)
    name = base64.b64encode("录像.pdf".encode()).decode()
    answer, said = browser.ask("POST", PIECES, **{
        "Upload-Length": str(len(DATA)), "Upload-Metadata": f"filename {name}"})
    assert answer.status == 201, said
    path = answer.headers["Location"]
    number = path.rstrip("/").rpartition("/")[2]
    ((token,),) = stage.place.rows(f"select token from filestore_partialupload where id = {number}")
    part = stage.place.data / "incoming" / f"{UUID(str(token))}.part"

    half = len(DATA) // 2
    line = browser.half_a_piece(path, 0, len(DATA), DATA[:half])
    wait_until(lambda: part.stat().st_size > half // 2, "part of it is there")
    number = int((stage.place.data / "web").read_text())
    os.kill(number, signal.SIGKILL)
    line.close()
    wait_until(lambda: stage.place.get("/healthz")[0] == 200, "another web process answers")

    answer, _ = browser.ask("HEAD", path)
    offset = int(answer.headers["Upload-Offset"])
    assert 0 < offset <= half, "what came before is kept"
    answer, _ = browser.ask("PATCH", path, DATA[offset:], **{
        "Content-Type": "application/offset+octet-stream", "Upload-Offset": str(offset)})
    assert (answer.status, answer.headers["Upload-Offset"]) == (204, str(len(DATA)))
    for _ in range(2):
        answer, said = browser.ask("POST", path + "finish/")
        assert answer.status == 200, said
        assert json.loads(said)["size"] == len(DATA)
    digests = [row[0] for row in stage.place.rows("select digest from filestore_storedfile order by id desc")]
    assert digests.count(hashlib.sha256(DATA).hexdigest()) == 1
    assert not part.exists()
