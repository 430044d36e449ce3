"""The bare project under the product's server, with the product's options: port and workers as arguments."""

import os
import sys
from tempfile import TemporaryDirectory

from granian import Granian
from granian.constants import Interfaces

if __name__ == "__main__":
    port, workers = map(int, sys.argv[1:])
    with TemporaryDirectory() as data:
        os.environ["BENCH_BARE_DATA"] = data
        Granian("tools.bench.bare.wsgi:application", address="127.0.0.1", port=port, interface=Interfaces.WSGI,
                workers=workers, blocking_threads=2, log_level="warning").serve()
