"""Encoding in a process of its own, so that the window keeps its interpreter to itself.

Splitting 12 million words is pure Python and would hold the GIL for seconds. The child does
exactly what `fill_cache` does in this process and sends progress through a pipe.
"""

import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Generator
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Protocol

from explorer.problem import UserProblem
from explorer.reviews.cache import CorpusCache
from explorer.reviews.collect import collect
from explorer.reviews.progress import CorpusProgress
from explorer.reviews.review import ReviewSource

HEARTBEAT = 0.1
"""Seconds between events at most, so that a loop over them can stop in time."""


def fill_cache(source: ReviewSource, cache: CorpusCache) -> Generator[CorpusProgress, None, str]:
    """Read, encode and keep a source; returns the identity under which the cache has it."""
    arrays = yield from collect(source)
    yield from cache.write(arrays)
    return arrays.identity


def fill_cache_in_child(
    source: ReviewSource, cache: CorpusCache
) -> Generator[CorpusProgress, None, str]:
    """The same in a spawned process. Closing the generator kills it and clears what it wrote."""
    # spawn, not fork: a fork of a window with threads inherits their locks, held.
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(
        target=_child_main,
        args=(source, cache.root, sender),
        name="carrytrack-reviews",
        daemon=True,
    )
    child.start()
    sender.close()
    try:
        return (yield from _relay(receiver, child))
    finally:
        _end(child, cache)
        receiver.close()


class _Receiver(Protocol):
    """The receiving end of a pipe, which is another class on Windows."""

    def poll(self, timeout: float, /) -> bool: ...
    def recv(self) -> Any: ...


def _relay(receiver: _Receiver, child: BaseProcess) -> Generator[CorpusProgress, None, str]:
    latest = CorpusProgress("reading", 0)
    while True:
        if receiver.poll(HEARTBEAT):
            try:
                kind, content = receiver.recv()
            except EOFError:
                child.join()
                raise UserProblem(
                    "Reading the reviews stopped because its process was ended "
                    f"(exit code {child.exitcode}): close other programs and try again."
                ) from None
            if kind == "done":
                return content
            if kind == "problem":
                raise UserProblem(content)
            if kind == "failure":
                raise RuntimeError(f"reading the reviews failed:\n{content}")
            latest = content
        yield latest


def _end(child: BaseProcess, cache: CorpusCache) -> None:
    child.kill()
    child.join()
    if child.pid is not None:
        cache.clear_partials(child.pid)


def _child_main(source: ReviewSource, root: Path, sender: Connection) -> None:
    # Ctrl+C reaches the whole group; the parent decides, and this process dies with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    cache = CorpusCache(root)
    threading.Thread(target=_die_with_parent, args=(cache,), daemon=True).start()
    try:
        work = fill_cache(source, cache)
        while True:
            try:
                sender.send(("progress", next(work)))
            except StopIteration as finished:
                sender.send(("done", finished.value))
                return
    except UserProblem as problem:
        sender.send(("problem", str(problem)))
    except BrokenPipeError:
        # The parent has hung up: there is nobody left to tell.
        return
    except Exception:
        sender.send(("failure", traceback.format_exc()))


def _die_with_parent(cache: CorpusCache) -> None:
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    wait([parent.sentinel])
    cache.clear_partials(os.getpid())
    os._exit(1)
