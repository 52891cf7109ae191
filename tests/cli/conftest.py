"""Commands as a user types them."""

import pytest

from explorer.cli.main import main


@pytest.fixture
def refused(capsys):
    """Run a command that must not work: exit code 2, and one sentence, which is returned."""

    def run(arguments: list[str]) -> str:
        try:
            code = main(arguments)
        except SystemExit as ended:
            code = ended.code
        said = capsys.readouterr().err.strip()
        assert (code, len(said.splitlines())) == (2, 1), said
        assert "Traceback" not in said
        return said

    return run
