"""A real S3 server of the test's own: SeaweedFS, which checks signatures and keeps objects on a disk."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

BUCKET = "wenming"
ACCESS_KEY, SECRET_KEY = "tests-only", "tests-only-secret"
READ_ONLY_KEY = "tests-may-read"
START_SECONDS = 120


def binary() -> str | None:
    beside = Path(sys.executable).with_name("weed")
    return str(beside) if beside.exists() else shutil.which("weed")


class Server:
    """``start``, then ``stop`` and ``start`` again at will: what was laid stays."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.ports = folder, _free_ports(8)
        self.endpoint = f"http://127.0.0.1:{self.ports[0]}"
        self._process: subprocess.Popen[bytes] | None = None
        who = [("all", ACCESS_KEY, ["Admin", "Read", "Write", "List", "Tagging"]), ("reader", READ_ONLY_KEY, ["Read"])]
        identities = [{"name": name, "credentials": [{"accessKey": key, "secretKey": SECRET_KEY}], "actions": actions}
                      for name, key, actions in who]
        (folder / "s3.json").write_text(json.dumps({"identities": identities}))

    def start(self) -> None:
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(self._command(), stdout=log, stderr=subprocess.STDOUT, cwd=self.folder)
        deadline, client = time.monotonic() + START_SECONDS, self.client()
        while not self._takes_objects(client):
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((self.folder / "log").read_text(errors="replace")[-3000:])
            time.sleep(0.1)  # a server tells nobody when it is up

    def stop(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    @property
    def is_stopped(self) -> bool:
        return self._process is None

    def hang(self) -> None:
        """It takes connections and says nothing."""
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def client(self):
        config = Config(retries={"total_max_attempts": 1}, connect_timeout=1, read_timeout=10,
                        s3={"addressing_style": "path"})
        return boto3.client("s3", endpoint_url=self.endpoint, region_name="us-east-1", config=config,
                            aws_access_key_id=ACCESS_KEY, aws_secret_access_key=SECRET_KEY)

    def options(self, **more: object) -> dict[str, object]:
        """What the product's store is set up with."""
        return {"bucket": BUCKET, "endpoint": self.endpoint, "region": "us-east-1", "access_key": ACCESS_KEY,
                "secret_key": SECRET_KEY, "addressing": "path", **more}

    def environment(self, prefix: str) -> dict[str, str]:
        """The same for a process of its own."""
        return {"WENMING_S3_BUCKET": BUCKET, "WENMING_S3_ENDPOINT": self.endpoint, "WENMING_S3_PREFIX": prefix,
                "WENMING_S3_ACCESS_KEY": ACCESS_KEY, "WENMING_S3_SECRET_KEY": SECRET_KEY}

    def _takes_objects(self, client) -> bool:
        try:
            if BUCKET not in {one["Name"] for one in client.list_buckets()["Buckets"]}:
                client.create_bucket(Bucket=BUCKET)
            client.put_object(Bucket=BUCKET, Key="up", Body=b"up")
        except (BotoCoreError, ClientError):
            return False
        return True

    def _command(self) -> list[str]:
        s3, s3_grpc, master, master_grpc, volume, volume_grpc, filer, filer_grpc = self.ports
        return [
            str(binary()), "-logtostderr=true", "server", f"-dir={self.folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1",
            f"-master.port={master}", f"-master.port.grpc={master_grpc}", "-master.volumeSizeLimitMB=1024",
            f"-volume.port={volume}", f"-volume.port.grpc={volume_grpc}", "-volume.max=100",
            "-filer", f"-filer.port={filer}", f"-filer.port.grpc={filer_grpc}",
            f"-filer.localSocket={self.folder}/filer.sock", "-s3", f"-s3.port={s3}", f"-s3.port.grpc={s3_grpc}",
            f"-s3.localSocket={self.folder}/s3.sock", f"-s3.config={self.folder}/s3.json", "-s3.iam=false",
            "-s3.port.iceberg=0", "-s3.port.lance=0",
        ]


def _free_ports(count: int) -> list[int]:
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def demanded() -> bool:
    return os.environ.get("REQUIRE_S3") == "1"
