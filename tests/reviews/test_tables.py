"""CSV, TSV and JSON lines: columns found or chosen, labels understood, trouble named."""

import csv
import json
from pathlib import Path

import pytest

from explorer.problem import UserProblem
from explorer.reviews.review import Review
from explorer.reviews.source import open_source
from explorer.reviews.sources.csv_file import CsvFile
from explorer.reviews.sources.fields import LABEL_PAIRS, split_of
from explorer.reviews.sources.jsonl_file import JsonlFile
from tests.reviews.conftest import loaded

KAGGLE = [
    ("A good film, very good.<br /><br />See it.", "positive"),
    ('He said "no", and left\nat once', "negative"),
    ("Zoë's café", "positive"),
]


def _table(path: Path, rows, header=("review", "sentiment"), **shape) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, **shape).writerows([header, *rows])
    return path


def _lines(path: Path, records) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def _read(path: Path, **columns: str) -> list[Review]:
    kind = JsonlFile if path.suffix == ".jsonl" else CsvFile
    return list(kind(path, **columns).reviews())


def test_the_kaggle_table_is_read_as_it_is(tmp_path: Path):
    path = _table(tmp_path / "IMDB Dataset.csv", KAGGLE)
    reviews = list(open_source(path).reviews())
    assert [(review.text, review.label) for review in reviews] == [
        (text, int(label == "positive")) for text, label in KAGGLE
    ]
    assert [review.key for review in reviews] == ["row 2", "row 3", "row 4"]


def test_kaggles_older_table_escapes_with_a_backslash(tmp_path: Path):
    path = tmp_path / "labeledTrainData.tsv"
    path.write_text(
        'id\tsentiment\treview\n"5814_8"\t1\t"With \\"all\\" this, it is\tgood."\n"1_2"\t0\t"bad"\n'
    )
    assert [(review.text, review.label) for review in _read(path)] == [
        ('With "all" this, it is\tgood.', 1),
        ("bad", 0),
    ]


@pytest.mark.parametrize("delimiter", list(",\t;|"))
def test_the_separator_is_found(tmp_path: Path, delimiter: str):
    path = _table(tmp_path / "a.csv", KAGGLE, delimiter=delimiter)
    assert [review.text for review in _read(path)] == [text for text, _ in KAGGLE]


def test_a_byte_order_mark_is_not_part_of_a_name(tmp_path: Path):
    path = tmp_path / "excel.csv"
    path.write_bytes("review;sentiment\r\ngood;pos\r\nbad;neg\r\n".encode("utf-8-sig"))
    assert [review.label for review in _read(path)] == [1, 0]


@pytest.mark.parametrize("pair", LABEL_PAIRS)
def test_every_pair_of_labels_is_understood(tmp_path: Path, pair: tuple[str, str]):
    table = _table(tmp_path / "a.csv", [("x", pair[1].upper()), ("y", f" {pair[0]} ")])
    lines = _lines(
        tmp_path / "a.jsonl", [{"text": "x", "label": pair[1]}, {"text": "y", "label": pair[0]}]
    )
    assert [review.label for review in _read(table)] == [1, 0]
    assert [review.label for review in _read(lines)] == [1, 0]


@pytest.mark.parametrize("pair", [(False, True), (0, 1), (0.0, 1.0), (-1, 1)])
def test_json_labels_may_be_numbers_or_truth_values(tmp_path: Path, pair):
    path = _lines(tmp_path / "a.jsonl", [{"text": "x", "label": value} for value in pair])
    assert [review.label for review in _read(path)] == [0, 1]


def test_other_columns_can_be_chosen(tmp_path: Path):
    header, rows = ("stars", "mood", "words"), [("5", "good", "x"), ("1", "bad", "y")]
    table = _table(tmp_path / "a.csv", rows, header)
    lines = _lines(tmp_path / "a.jsonl", [dict(zip(header, row, strict=True)) for row in rows])
    for path, kind in ((table, CsvFile), (lines, JsonlFile)):
        source = kind(path)
        assert source.columns() == header
        with pytest.raises(UserProblem, match=r'which column is the text.*"stars", "mood"'):
            list(source.reviews())
        chosen = kind(path, text="words", label="mood")
        assert [(review.text, review.label) for review in chosen.reviews()] == [("x", 1), ("y", 0)]
        assert chosen.identity() != source.identity()
        with pytest.raises(UserProblem, match='has no column "length"'):
            list(kind(path, text="length").reviews())


def test_a_split_column_is_kept(tmp_path: Path):
    rows = [("x", "1", "train"), ("y", "0", "Test"), ("z", "1", "training")]
    path = _table(tmp_path / "a.csv", rows, ("text", "label", "split"))
    assert [review.split for review in _read(path)] == ["train", "test", "train"]
    _table(path, [("x", "1", "later")], ("text", "label", "split"))
    with pytest.raises(UserProblem, match=r'row 2 of a\.csv is "later"'):
        _read(path)


def test_without_one_a_fifth_is_for_testing_and_copies_stay_together():
    splits = [split_of(f"review number {n}", None, "") for n in range(5000)]
    assert 0.17 < splits.count("test") / len(splits) < 0.23
    assert splits == [split_of(f"review number {n}", None, "") for n in range(5000)]


def test_a_table_becomes_a_corpus(tmp_path: Path, own_cache: Path):
    rows = [(f"review {n} is {'good' if n % 2 else 'bad'}", n % 2) for n in range(100)]
    corpus = loaded(_table(tmp_path / "own.csv", rows))
    assert len(corpus) == 100
    assert corpus.title == "own.csv"
    for split in (corpus.train, corpus.test):
        assert len(split) > 5
        assert all(("good" in split.text(i)) == split.labels[i] for i in range(len(split)))


def test_it_reports_how_much_it_has_read(tmp_path: Path):
    rows = [("word " * 200, n % 2) for n in range(300)]
    table = _table(tmp_path / "a.csv", rows)
    lines = _lines(tmp_path / "a.jsonl", [{"text": text, "label": label} for text, label in rows])
    for path in (table, lines):
        told: list[float] = []
        list(open_source(path).reviews(told.append))
        assert told == sorted(told)
        assert told[0] < 0.5
        assert told[-1] == pytest.approx(1)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "has no columns"),
        (b"review,sentiment\n", r"holds no reviews"),
        (b"review,sentiment\nx,1\ny\n", "Row 3 of a.csv has more or fewer cells"),
        (b"review,sentiment\nx,1,2\n", "Row 2 of a.csv has more or fewer cells"),
        (b"review,sentiment\nx,\n", "Row 2 of a.csv has no label"),
        (b"review,sentiment\nx,1\ny,2\nz,3\n", 'must be two.*"1", "2", "3"'),
        (b"review,sentiment\nx,maybe\n", 'must be two.*"maybe"'),
        (b"review,sentiment\ncaf\xe9,1\n", "not UTF-8"),
        (b'review,sentiment\n"x,1\n', "not a readable table"),
        (b"review,sentiment\nx,1\n\0", "Row 3 of a.csv has more or fewer cells"),
    ],
)
def test_trouble_in_a_table_is_named(tmp_path: Path, own_cache: Path, content, sentence):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(UserProblem, match=sentence):
        loaded(path)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "has no columns"),
        (b'{"text": "x", "label": 1}\n{"text": "y"\n', "Line 2 of a.jsonl is not JSON"),
        (b'{"text": "x", "label": 1}\n\n["y", 0]\n', "Line 3 of a.jsonl is not an object"),
        (b'{"text": "x", "label": 1}\n{"text": "y"}\n', 'Line 2 of a.jsonl has no "label"'),
        (
            b'{"text": "x", "label": 1}\n{"text": 7, "label": 1}\n',
            "line 2 of a.jsonl is not a text",
        ),
        (b'{"text": "caf\xe9", "label": 1}\n', "Line 1 of a.jsonl is not UTF-8"),
        (b'{"text": "\\ud800", "label": 1}\n', "line 1 holds broken characters"),
        (b"[" * 100_000, "Line 1 of a.jsonl is not JSON"),
    ],
)
def test_trouble_in_json_lines_is_named(tmp_path: Path, own_cache: Path, content, sentence):
    path = tmp_path / "a.jsonl"
    path.write_bytes(content)
    with pytest.raises(UserProblem, match=sentence):
        loaded(path)


@pytest.mark.parametrize("kind", [CsvFile, JsonlFile])
def test_a_file_that_is_too_large_or_gone_is_named(tmp_path: Path, monkeypatch, kind):
    path = tmp_path / "a.any"
    with pytest.raises(UserProblem, match="cannot be read"):
        list(kind(path).reviews())
    path.write_text("text,label\n")
    monkeypatch.setattr("explorer.reviews.sources.reading.LARGEST_FILE", 5)
    with pytest.raises(UserProblem, match="at most"):
        list(kind(path).reviews())
