"""A newsroom for tests of what stands before one: it says how it was asked."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.served import HOST

KEPT = "public, max-age=0, s-maxage=60, stale-while-revalidate=10, stale-if-error=3600"


class Echo(ThreadingHTTPServer):
    """A newsroom whose every page says how it was asked for."""

    def __init__(self) -> None:
        super().__init__((HOST, 0), EchoHandler)
        self.asked = 0
        self.kept, self.cookie, self.status = KEPT, "", 200


class EchoHandler(BaseHTTPRequestHandler):
    server: Echo

    def do_GET(self) -> None:
        self.server.asked += 1
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        said = {"path": self.path, "headers": dict(self.headers), "making": self.server.asked}
        self.send_response(self.server.status)
        self.send_header("Cache-Control", self.server.kept)
        if self.server.cookie:
            self.send_header("Set-Cookie", self.server.cookie)
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    do_POST = do_PURGE = do_GET  # noqa: N815

    def log_message(self, *_words: object) -> None:
        """Say nothing."""
