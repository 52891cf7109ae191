"""One HTTP request, read on a thread of its own, so that whoever waits for it can stop waiting.

A blocked socket cannot be told to give up; a queue can be left. The thread writes nothing to disk
and ends by itself when the next bytes arrive, the server hangs up, or the read times out.
"""

import queue
import re
import threading
from dataclasses import dataclass

import requests

import explorer

CHUNK = 1 << 13
"""Bytes. A connection that breaks loses the chunk under way, so chunks are small."""
CONNECT_SECONDS, READ_SECONDS = 10, 20
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")


@dataclass(frozen=True)
class Answer:
    """The head of the server's answer: body bytes count from `start`; `total` is the whole file."""

    status: int
    start: int
    total: int | None


@dataclass(frozen=True)
class Ended:
    """The last item: `reason` is "" after a whole body, else why the connection broke."""

    reason: str


Item = Answer | bytes | Ended


class Transfer:
    """The body of a URL from byte `start` on, as items to be taken in order."""

    def __init__(self, url: str, start: int) -> None:
        self._items: queue.Queue[Item] = queue.Queue(maxsize=256)
        self._given_up = threading.Event()
        self._thread = threading.Thread(
            target=self._run, args=(url, start), name="carrytrack-download", daemon=True
        )
        self._thread.start()

    def take(self, seconds: float) -> Item | None:
        """The next item; None where none came in time."""
        try:
            return self._items.get(timeout=seconds)
        except queue.Empty:
            return None

    def give_up(self) -> None:
        """Take no more; the thread ends by itself."""
        self._given_up.set()

    def _run(self, url: str, start: int) -> None:
        try:
            self._read(url, start)
        except requests.RequestException as error:
            self._put(Ended(_reason(error)))
        except Exception as error:
            # Whatever a server made the HTTP library do ends as a broken connection, not as a
            # thread that died while its reader waits for ever.
            self._put(Ended(f"{type(error).__name__}: {error}"))

    def _read(self, url: str, start: int) -> None:
        headers = {
            "Accept-Encoding": "identity",
            "User-Agent": f"carrytrack/{explorer.__version__}",
        }
        if start:
            headers["Range"] = f"bytes={start}-"
        timeouts = (CONNECT_SECONDS, READ_SECONDS)
        with requests.get(url, headers=headers, stream=True, timeout=timeouts) as response:
            self._put(_answer(response))
            for chunk in response.iter_content(CHUNK):
                if not self._put(chunk):
                    return
        self._put(Ended(""))

    def _put(self, item: Item) -> bool:
        while not self._given_up.is_set():
            try:
                self._items.put(item, timeout=0.1)
            except queue.Full:
                continue
            return True
        return False


def _answer(response: requests.Response) -> Answer:
    partial = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
    if response.status_code == requests.codes.partial_content and partial:
        total = int(partial[2]) if partial[2] != "*" else None
        return Answer(response.status_code, int(partial[1]), total)
    length = response.headers.get("Content-Length", "")
    return Answer(response.status_code, 0, int(length) if length.isdigit() else None)


def _reason(error: requests.RequestException) -> str:
    reasons: tuple[tuple[type[Exception], str], ...] = (
        (requests.exceptions.SSLError, "its certificate could not be checked"),
        (requests.exceptions.ProxyError, "the proxy does not answer"),
        (requests.Timeout, "it does not answer"),
        (requests.exceptions.ChunkedEncodingError, "the connection broke"),
        (requests.ConnectionError, "there is no connection"),
    )
    return next((text for kind, text in reasons if isinstance(error, kind)), str(error))
