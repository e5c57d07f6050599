"""A plain file server, as any host has one, with the headers that a test asks for."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

Headers = Callable[[str], dict[str, str]]
"""Path of a request to the headers of its answer."""


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files, and the one thing more that every host does: the site's own 404 page."""

    extensions_map: ClassVar = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript"}
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, headers: Headers, missing: Path, log: list[str], **more: Any) -> None:
        self._headers, self._missing, self._log = headers, missing, log
        super().__init__(*args, **more)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def send_head(self) -> Any:
        """Note what was asked for, query and all, then answer."""
        self._log.append(self.path)
        return super().send_head()

    def end_headers(self) -> None:
        """Add the test's headers."""
        for header, value in self._headers(self.path).items():
            self.send_header(header, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's page where something is not found."""
        if code != 404 or not self._missing.is_file():
            return super().send_error(code, message, explain)
        body = self._missing.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None


class Served:
    """A folder being served: its address, and the paths asked for so far."""

    def __init__(self, address: str, log: list[str]) -> None:
        self.address, self.log = address, log


def _plain(_: str) -> dict[str, str]:
    return {}


@contextmanager
def serve(folder: Path, *, headers: Headers = _plain, missing: Path | None = None) -> Iterator[Served]:
    """Serve a folder on a free port of this machine, in the background."""
    log: list[str] = []
    handler = functools.partial(Handler, directory=str(folder), headers=headers, missing=missing or folder / "404.html", log=log)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Served(f"http://127.0.0.1:{server.server_address[1]}/", log)
    finally:
        server.shutdown()
        server.server_close()
