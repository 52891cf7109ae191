"""The look in force."""

import pytest


@pytest.fixture(autouse=True)
def _dressed(dark):
    pass
