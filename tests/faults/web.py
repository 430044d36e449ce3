"""The web process of the kill tests: ``python -m tests.faults.web PORT FILE``.

The product is loaded once; each web process is forked from that, writes its number into FILE and serves; when it was
killed another is forked. So a death costs milliseconds. That ``wenming serve`` raises its own dead is held by
``test_served``.
"""

import os
import signal
import socket
import sys
from pathlib import Path
from socketserver import TCPServer
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.faults.settings")

from django.db import connections
from django.test import Client

from wenming.site.wsgi import application


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


class Server(WSGIServer):
    def __init__(self, door: socket.socket) -> None:
        TCPServer.__init__(self, door.getsockname()[:2], Quiet, bind_and_activate=False)
        self.socket = door
        self.server_name, self.server_port = door.getsockname()[:2]
        self.setup_environ()
        self.set_app(application)


def main(port: int, number: Path) -> None:
    door = socket.create_server(("127.0.0.1", port), backlog=16)
    Client(headers={"host": "127.0.0.1"}).get("/accounts/sign-in/")  # addresses and templates are read before the fork
    connections.close_all()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    while True:
        child = os.fork()
        if not child:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            Server(door).serve_forever()
        number.write_text(str(child))
        try:
            os.waitpid(child, 0)
        except SystemExit:
            os.kill(child, signal.SIGKILL)
            raise


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
