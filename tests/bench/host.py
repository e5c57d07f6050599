"""A host like those that sites live on: it compresses, lets browsers keep files, and notes what it sent."""

from __future__ import annotations

import gzip
import http.server
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

COMPRESSED = (".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".csv", ".txt")
LEVEL = 9
TYPES = {".mjs": "text/javascript", ".woff2": "font/woff2"}


class Sent(NamedTuple):
    """One response: the path asked for, and its bytes, headers included."""

    path: str
    size: int


class Host:
    """Serves a folder from this machine; `sent` lists what went out since it was last emptied."""

    def __init__(self, folder: Path) -> None:
        self.sent: list[Sent] = []
        self._folder = folder
        handler = type("Bound", (_Handler,), {"host": self})
        self._server = _Server(("127.0.0.1", 0), handler)
        self.name = f"127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()

    def file(self, path: str) -> Path | None:
        """The file behind an address, if there is one inside the folder."""
        found = (self._folder / path.lstrip("/")).resolve()
        found = found / "index.html" if found.is_dir() else found
        return found if found.is_file() and found.is_relative_to(self._folder.resolve()) else None


class _Server(http.server.ThreadingHTTPServer):
    request_queue_size = 64

    def handle_error(self, *_: object) -> None:
        """Say nothing of a browser that hangs up."""


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    host: Host

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        file = self.host.file(path)
        body = _body(file) if file else b"not found"
        head = [f"HTTP/1.1 {200 if file else 404} {'OK' if file else 'Not Found'}", f"Content-Length: {len(body)}"]
        if file:
            head.append(f"Content-Type: {TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or 'application/octet-stream'}")
            head.append("Cache-Control: max-age=600")
            if file.suffix in COMPRESSED:
                head.append("Content-Encoding: gzip")
        answer = "\r\n".join([*head, "", ""]).encode() + body
        self.host.sent.append(Sent(path, len(answer)))
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@cache
def _body(file: Path) -> bytes:
    content = file.read_bytes()
    return gzip.compress(content, LEVEL, mtime=0) if file.suffix in COMPRESSED else content


@contextmanager
def serving(folder: Path) -> Iterator[Host]:
    """A host for as long as it is needed."""
    host = Host(folder)
    try:
        yield host
    finally:
        host.close()
