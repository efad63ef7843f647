"""A store's processes, control door and deliveries, for the life of a shop."""

import http.server
import json
import os
import signal
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

# How long a condition may take to come true, in seconds.
DEADLINE = 15


def eventually(what, condition):
    """Waits until a condition gives something, or fails after the deadline."""
    end = time.monotonic() + DEADLINE
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f"{what} did not happen")
        time.sleep(0.02)


class Practice:
    """A running store. `url` and `key` are what its clients need."""

    def __enter__(self):
        self.home = tempfile.TemporaryDirectory(prefix="countertop-sdk-")
        words = [os.environ["COUNTERTOP_CLI"], "--data-dir", str(Path(self.home.name) / "store")]
        words += ["sandbox", "--listen", "127.0.0.1:0", "--seed", "1"]
        environment = {**os.environ, "RUST_LOG": "warn"}
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, env=environment)
        ready = json.loads(self.process.stdout.readline())
        self.url, self.key = ready["listening"], ready["api_key"]
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
        self.process.stdout.close()
        self.home.cleanup()

    def door(self, path, given):
        """A call of the control door."""
        body = json.dumps(given).encode()
        request = urllib.request.Request(f"{self.url}/_practice/{path}", data=body)
        try:
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{path}: {error.code} {error.read().decode()}") from error


class Receiver:
    """An address that takes deliveries, and keeps the body and the signature of each."""

    def __enter__(self):
        self.got = []
        got = self.got

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                got.append((body, self.headers["Stripe-Signature"]))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/webhook"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def first(self, event_type):
        """The first delivery of a type, once it is there."""

        def found():
            of_type = (one for one in list(self.got) if json.loads(one[0])["type"] == event_type)
            return next(of_type, None)

        return eventually(f"{event_type} arrives", found)
