"""Project files: what is written comes back, and whatever else a file may hold is a sentence."""

import copy
import json
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.problem import UserProblem
from explorer.resources import BUNDLED_MODELS
from explorer.session.project import project_file
from explorer.session.project.project_file import (
    project_from_json,
    project_to_json,
    read_project,
    write_project,
)
from explorer.session.project.project_state import ModelChoice
from tests.session.project.project_states import FULL, states

GOOD = project_to_json(FULL)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "Movie moods.carrytrack"


def refused(path) -> str:
    """The one sentence that refuses the file; it names it."""
    with pytest.raises(UserProblem) as caught:
        read_project(path)
    sentence = str(caught.value)
    assert path.name in sentence
    assert "\n" not in sentence
    assert sentence.endswith((".", "!"))
    return sentence


@given(states)
@settings(max_examples=120, deadline=None)
def test_every_state_comes_back_equal(tmp_path_factory, state):
    path = tmp_path_factory.getbasetemp() / "drawn.carrytrack"
    write_project(path, state)
    back = read_project(path)
    assert back == state
    assert back.work == state.work


def test_every_field_comes_back(path):
    write_project(path, FULL)
    assert read_project(path) == FULL
    assert json.loads(path.read_text("utf-8"))["version"] == 1


def test_looking_elsewhere_is_no_work():
    looked = replace(FULL, review=None, model=None, place=replace(FULL.place, page="build"))
    assert looked.work == FULL.work
    assert replace(FULL, own=None).work != FULL.work


def test_a_bundled_model_goes_by_name(path):
    state = replace(FULL, model=ModelChoice(str(BUNDLED_MODELS / "gru"), 5, "Bundled GRU"))
    write_project(path, state)
    assert str(BUNDLED_MODELS) not in path.read_text("utf-8")
    assert read_project(path).model == state.model


def test_half_a_surrogate_pair_does_not_stop_saving(path):
    write_project(path, replace(FULL, own=replace(FULL.own, text="broken \ud83c")))
    assert read_project(path).own.text == "broken ?"


# Damage ---------------------------------------------------------------------------------------


def test_a_missing_file(path):
    assert refused(path) == f"There is no file {path}."


def test_a_folder(path):
    path.mkdir()
    assert "cannot be read" in refused(path)


def test_a_file_that_may_not_be_read(path, monkeypatch):
    write_project(path, FULL)

    def locked(_path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "read_bytes", locked)  # chmod would not stop root
    assert "Permission denied" in refused(path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"\x00" * 4096,
        b"\xff\xfe{\x00}\x00",
        b"PK\x03\x04",
        b"{",
        b'{"format": "carrytrack-project", "version": 1',
        b"[" * 200_000,
        b'{"format": NaN}',
    ],
)
def test_what_is_no_json(path, content):
    path.write_bytes(content)
    assert "is not a Carrytrack project, or is damaged" in refused(path)


@pytest.mark.parametrize(
    "content",
    ["null", "3", '"carrytrack-project"', "[]", "{}", '{"format": "carrytrack-run", "version": 1}'],
)
def test_json_of_somebody_else(path, content):
    path.write_text(content)
    assert refused(path) == f"{path} is not a Carrytrack project."


def test_a_file_too_large(path, monkeypatch):
    monkeypatch.setattr(project_file, "LARGEST_FILE", 100)
    write_project(path, FULL)
    assert "far too large" in refused(path)


@pytest.mark.parametrize("version", [2, 17, 10**30])
def test_a_newer_file_is_no_damage(path, version):
    path.write_text(json.dumps(GOOD | {"version": version, "unheard_of": 1}))
    assert "newer Carrytrack" in refused(path)
    assert "update" in refused(path)


@pytest.mark.parametrize("version", [0, -1, True, 1.5, "1", None])
def test_no_version(path, version):
    path.write_text(json.dumps(GOOD | {"version": version}))
    assert "no format version" in refused(path)


def test_a_file_that_breaks_off_anywhere(path):
    write_project(path, FULL)
    whole = path.read_bytes()
    for end in range(0, len(whole) - 2, 37):
        path.write_bytes(whole[:end])
        refused(path)


BROKEN = [
    (("stack",), None, "stack"),
    (("stack", "layers", 0, "kind"), "Transformer", "Transformer"),
    (("stack", "layers", 0, "output_dim"), -4, "output_dim"),
    (("settings",), [], "settings"),
    (("settings", "epochs"), 0, "epochs"),
    (("settings", "epochs"), "ten", "settings.epochs"),
    (("settings", "epochs"), 2**31, "settings.epochs"),
    (("settings", "epochs"), True, "settings.epochs"),
    (("settings", "epochs"), 1.5, "settings.epochs"),
    pytest.param(("settings", "learning_rate"), 10**400, "settings.learning_rate", id="huge"),
    (("settings", "learning_rate"), None, "settings.learning_rate"),
    (("settings", "optimiser"), "lion", "optimiser"),
    (("settings", "warp"), 0.9, "warp"),
    (("settings", "momentum"), 1.0, "momentum"),
    (("settings", "nesterov"), 1, "nesterov must be true or false"),
    (("encoding", "maxlen"), 0, "maxlen"),
    (("encoding", "padding"), "both", "padding"),
    (("encoding", "padding"), 1, "encoding.padding"),
    (("data",), None, "data"),
    (("data",), {"where": "builtin"}, "data"),
    (("probe", "text"), None, "probe.text"),
    (("probe", "label"), 2, "probe"),
    (("probe", "origin"), "elsewhere", "probe"),
    (("own", "text"), "broken \ud83c", "own.text"),
    (("review",), "text", "review"),
    (("model",), 3, "model"),
    (("model", "path"), None, "model.path"),
    (("model", "epoch"), "best", "model.epoch"),
    (("model", "bundled"), 4, "model.bundled"),
    (("place", "page"), "secret", "secret"),
    (("place", "t"), -1, "place"),
    (("place",), None, "place"),
    (("extra",), 1, "extra"),
]


@pytest.mark.parametrize(("where", "value", "named"), BROKEN)
def test_a_wrong_value_is_named(path, where, value, named):
    content = copy.deepcopy(GOOD)
    inner = content
    for key in where[:-1]:
        inner = inner[key]
    inner[where[-1]] = value
    path.write_text(json.dumps(content))
    assert named in refused(path)


def test_a_review_without_its_text(path):
    content = copy.deepcopy(GOOD)
    del content["own"]["text"]
    path.write_text(json.dumps(content))
    assert "own has no “text”" in refused(path)


def test_a_setting_that_an_older_file_lacks_has_its_default(path):
    content = copy.deepcopy(GOOD)
    del content["settings"]["seed"]
    path.write_text(json.dumps(content))
    assert read_project(path).settings == replace(FULL.settings, seed=0)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


def _places(obj: object, at: tuple = ()) -> list[tuple]:
    inner = (
        obj.items() if isinstance(obj, dict) else enumerate(obj) if isinstance(obj, list) else ()
    )
    return [at, *(place for key, value in inner for place in _places(value, (*at, key)))]


@given(st.sampled_from(_places(GOOD)[1:]), anything)
@settings(max_examples=300, deadline=None)
def test_anything_anywhere_is_a_sentence_or_a_state_that_can_be_saved(tmp_path_factory, at, value):
    path = tmp_path_factory.getbasetemp() / "odd.carrytrack"
    content = copy.deepcopy(GOOD)
    inner = content
    for key in at[:-1]:
        inner = inner[key]
    inner[at[-1]] = value
    try:
        state = project_from_json(content, path)
    except UserProblem:
        return
    write_project(path, state)
    assert read_project(path) == state


# Writing --------------------------------------------------------------------------------------


def test_a_file_is_replaced_in_one_piece_or_not_at_all(path, monkeypatch):
    write_project(path, FULL)
    before = path.read_bytes()

    def full_disk(_number):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(project_file.os, "fsync", full_disk)
    with pytest.raises(UserProblem, match="No space left on device") as caught:
        write_project(path, replace(FULL, data="builtin"))
    assert str(path) in str(caught.value)
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(UserProblem, match="No such file"):
        write_project(tmp_path / "gone" / "a.carrytrack", FULL)


def test_behind_a_link_the_file_itself_is_replaced(tmp_path):
    real, link = tmp_path / "real.carrytrack", tmp_path / "link.carrytrack"
    write_project(real, FULL)
    link.symlink_to(real)
    changed = replace(FULL, data="builtin")
    write_project(link, changed)
    assert link.is_symlink()
    assert read_project(real) == changed


def test_the_format_needs_no_qt_and_no_torch():
    script = (
        "import sys, explorer.session.project.project_file\n"
        "print(*{name.split('.')[0] for name in sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert not {"PySide6", "torch"} & set(done.stdout.split())
