"""A web server on 127.0.0.1 that serves one file, and misbehaves as it is told."""

import re
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    """Answers GET by handing itself to the server's current behaviour."""

    server: "DownloadServer"

    def do_GET(self) -> None:
        self.server.asked.append(self.headers.get("Range"))
        self.server.behaviour(self)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the tests read `asked`."""

    def head(self, status: int, length: int | None, **headers: str) -> None:
        self.send_response(status)
        if length is not None:
            self.send_header("Content-Length", str(length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def serve(self, upto: int | None = None, ranges: bool = True) -> None:
        """Serve the content from the Range asked for; hang up after `upto` bytes of it."""
        content = self.server.content
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        start = int(asked[1]) if asked and ranges else 0
        body = content[start:]
        if start:
            place = f"bytes {start}-{len(content) - 1}/{len(content)}"
            self.head(206, len(body), Content_Range=place)
        else:
            self.head(200, len(body))
        self.wfile.write(body[:upto])
        self.wfile.flush()
        if upto is not None:
            self.close_connection = True


class DownloadServer(ThreadingHTTPServer):
    """`behaviour` answers every request; `asked` holds the Range header of each."""

    daemon_threads = True

    def __init__(self, content: bytes) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.content = content
        self.asked: list[str | None] = []
        self.behaviour: Callable[[Handler], None] = Handler.serve
        self.url = f"http://127.0.0.1:{self.server_address[1]}/file.tar.gz"
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self.shutdown()
        self.server_close()
        self._thread.join()
