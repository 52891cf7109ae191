"""The hand-written reviews."""

from pathlib import Path

import pytest

from explorer.problem import UserProblem
from explorer.reviews.samples import FOLDER, SAMPLES, read_sample
from explorer.reviews.tokenizer import words_of

ABOUT = '''title = "T"\nlabel = "positive"\ntags = ["easy"]\nnote = "n"\ntext = """\na b\n'''


def test_there_are_many_and_each_is_complete():
    assert len(SAMPLES) == len(list(FOLDER.glob("*.toml"))) >= 26
    assert len({sample.title for sample in SAMPLES}) == len(SAMPLES)
    for sample in SAMPLES:
        assert sample.title and sample.note and sample.tags and words_of(sample.text)
        assert sample.label in (0, 1, None)


def test_they_cover_the_range():
    lengths = [len(words_of(sample.text)) for sample in SAMPLES]
    assert min(lengths) == 1
    assert sum(length > 500 for length in lengths) >= 3
    assert sum(20 <= length <= 90 for length in lengths) >= 15
    tags = {tag for sample in SAMPLES for tag in sample.tags}
    assert {"sarcasm", "mixed", "negation", "late turn", "double negative"} <= tags
    assert {"all unknown", "numbers", "HTML", "accents"} <= tags
    labels = [sample.label for sample in SAMPLES]
    assert min(labels.count(0), labels.count(1)) >= 10


def test_the_first_one_turns_at_step_54():
    words = ["<start>", *words_of(SAMPLES[0].text)]
    assert SAMPLES[0].text.startswith("I walked in expecting another tired sequel, and for the")
    assert len(words) == 77
    assert words[54] == "surprisingly"


def test_lines_are_joined_and_paragraphs_kept(tmp_path: Path):
    path = tmp_path / "sample.toml"
    path.write_text(ABOUT + 'c  d\n\ne\n"""\n')
    assert read_sample(path).text == "a b c d\n\ne"


@pytest.mark.parametrize(
    "content",
    ["", "title = ", ABOUT + '"""\nlabel = 1', ABOUT.replace("positive", "good") + '"""'],
)
def test_a_file_of_something_else_is_named(tmp_path: Path, content: str):
    path = tmp_path / "sample.toml"
    path.write_text(content)
    with pytest.raises(UserProblem, match=r"sample\.toml"):
        read_sample(path)


@pytest.mark.real
def test_invented_words_are_unknown_to_imdb(imdb_archive: Path):
    from tests.reviews.conftest import loaded

    vocabulary = loaded(imdb_archive).vocabulary
    (invented,) = (sample for sample in SAMPLES if "all unknown" in sample.tags)
    assert not [word for word in words_of(invented.text) if word in vocabulary]
