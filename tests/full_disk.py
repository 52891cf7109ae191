"""A disk that takes only so much of a file."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

needs_a_limit = pytest.mark.skipif(sys.platform == "win32", reason="no limit on a file's size")


@contextmanager
def full_disk(largest: int) -> Iterator[None]:
    """No file grows beyond `largest` bytes meanwhile: writing more of it raises OSError."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
