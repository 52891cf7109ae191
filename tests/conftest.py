"""Fixtures that every test may use."""

import os
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="session", autouse=True)
def _private_cache(tmp_path_factory: pytest.TempPathFactory):
    """Tests never read or write the user's own cache, settings or runs."""
    home = tmp_path_factory.mktemp("home")
    os.environ["CARRYTRACK_CACHE"] = str(home / "cache")
    os.environ["CARRYTRACK_HOME"] = str(home / "home")
    return home


@pytest.fixture(scope="session")
def imdb_archive() -> Path:
    """The real archive: CARRYTRACK_IMDB, or ../shared/data beside the checkout."""
    told = os.environ.get("CARRYTRACK_IMDB")
    path = Path(told) if told else HERE.parent.parent / "shared" / "data" / "aclImdb_v1.tar.gz"
    if not path.is_file():
        pytest.skip("the IMDB archive is not here: set CARRYTRACK_IMDB to aclImdb_v1.tar.gz")
    return path
