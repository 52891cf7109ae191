"""Runs on disk: written whole or not at all, read back or refused with a sentence."""

import json
import shutil

import pytest

from explorer.problem import UserProblem
from explorer.training.loop import train
from explorer.training.runs import run_folder
from explorer.training.runs.run_folder import RunFolder, new_run_path


@pytest.fixture(scope="module")
def finished(tmp_path_factory, builtin_corpus):
    from explorer.reviews.encoding import Encoding
    from explorer.stack.presets import preset
    from explorer.training.runs.run_card import RunPlan
    from explorer.training.settings import TrainingSettings

    plan = RunPlan(
        stack=preset("lstm").stack,
        settings=TrainingSettings(epochs=2, batch_size=64, limit=120, threads=1),
        encoding=Encoding(maxlen=40),
        data="builtin",
    )
    path = tmp_path_factory.mktemp("runs") / "finished"
    list(train(plan, builtin_corpus, path))
    return path, plan


@pytest.fixture
def copy(finished, tmp_path):
    shutil.copytree(finished[0], tmp_path / "run")
    return tmp_path / "run"


def test_a_run_is_read_back_as_it_was_planned(finished, builtin_corpus):
    path, plan = finished
    run = RunFolder(path).read()
    assert run.plan == plan
    assert run.epochs == (1, 2)
    assert run.vocabulary.words == builtin_corpus.vocabulary.words
    assert run.data["synthetic"] is True
    assert sorted(entry.name for entry in path.iterdir()) == [
        *(".lock", "curve.npz", "epochs", "history.jsonl", "live.json", "run.json"),
        "vocabulary.txt",
    ]


def test_nothing_temporary_is_left_beside_it(finished):
    path, _ = finished
    assert [entry.name for entry in path.parent.iterdir()] == ["finished"]
    assert sorted(file.name for file in (path / "epochs").iterdir()) == [
        *("001.optimiser.safetensors", "001.safetensors"),
        *("002.optimiser.safetensors", "002.safetensors"),
    ]


def test_a_taken_folder_is_refused_and_untouched(finished, builtin_corpus, tmp_path):
    _, plan = finished
    (tmp_path / "mine.txt").write_text("precious")
    with pytest.raises(UserProblem, match="exists already"):
        list(train(plan, builtin_corpus, tmp_path))
    assert (tmp_path / "mine.txt").read_text() == "precious"


def test_who_begins_a_run_of_the_same_name_second_leaves_the_first_alone(
    finished, builtin_corpus, tmp_path, monkeypatch
):
    _, plan = finished
    where, card_to_json = tmp_path / "run", run_folder.card_to_json

    def slowly(*given, **named):
        where.mkdir()
        (where / "run.json").write_text("the other's")
        return card_to_json(*given, **named)

    monkeypatch.setattr(run_folder, "card_to_json", slowly)
    with pytest.raises(UserProblem, match="exists already"):
        list(train(plan, builtin_corpus, where))
    assert (where / "run.json").read_text() == "the other's"
    assert list(tmp_path.iterdir()) == [where]


def test_a_flipped_byte_in_the_weights_is_noticed(copy):
    file = copy / "epochs" / "002.safetensors"
    data = bytearray(file.read_bytes())
    data[-5] ^= 1
    file.write_bytes(data)
    run = RunFolder(copy).read()
    with pytest.raises(UserProblem, match=r"epoch 2 .* damaged"):
        run.network(2)
    assert run.network(1) is not None


def test_a_last_history_line_cut_by_a_crash_does_not_count(copy):
    history = copy / "history.jsonl"
    history.write_text(history.read_text()[:-40])
    assert RunFolder(copy).read().epochs == (1,)


def test_a_damaged_line_in_the_middle_is_a_sentence(copy):
    history = copy / "history.jsonl"
    lines = history.read_text().splitlines()
    history.write_text("\n".join([lines[0][:30], lines[1]]) + "\n")
    with pytest.raises(UserProblem, match=r"Line 1 of .* damaged"):
        RunFolder(copy).read()


def test_missing_weights_are_a_sentence(copy):
    (copy / "epochs" / "001.safetensors").unlink()
    with pytest.raises(UserProblem, match="no weights of epoch 1"):
        RunFolder(copy).read().network(1)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda card: card.update(format="else"), "not a Carrytrack run"),
        (lambda card: card.update(version=99), "newer Carrytrack"),
        (lambda card: card.pop("stack"), "damaged"),
        (
            lambda card: card["settings"].update(warp=9),
            "“warp”, which this Carrytrack does not know",
        ),
    ],
)
def test_a_foreign_card_is_a_sentence(copy, damage, words):
    file = copy / "run.json"
    card = json.loads(file.read_text())
    damage(card)
    file.write_text(json.dumps(card))
    with pytest.raises(UserProblem, match=words):
        RunFolder(copy).read()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[1]"])
def test_a_card_that_is_no_json_object_is_a_sentence(copy, content):
    (copy / "run.json").write_bytes(content)
    with pytest.raises(UserProblem):
        RunFolder(copy).read()


def test_a_folder_without_a_card_is_no_run(tmp_path):
    with pytest.raises(UserProblem, match="not a run folder"):
        RunFolder(tmp_path).read()


def test_two_runs_in_the_same_second_get_two_folders(finished):
    _, plan = finished
    first = new_run_path(plan.stack)
    first.mkdir(parents=True)
    assert new_run_path(plan.stack) != first
