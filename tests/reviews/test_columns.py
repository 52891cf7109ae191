"""A path and the columns of a table in one string."""

import json
from pathlib import Path

import pytest

from explorer.reviews.columns import ChosenColumns, choice_of, parse_where
from explorer.reviews.source import open_source


@pytest.mark.parametrize("text", ["body", "the text & more", "a#b=c", "Überschrift", ""])
@pytest.mark.parametrize("path", ["films.csv", "/a b/#1 films.csv", "C:\\films.tsv"])
def test_there_and_back(path: str, text: str):
    chosen = ChosenColumns(path, text, "stars" if text else "")
    assert parse_where(str(chosen)) == chosen


@pytest.mark.parametrize("where", ["builtin", "a.csv", "a#1.csv", "a.csv#text=b", "a#", ""])
def test_any_other_string_is_a_path(where: str):
    assert parse_where(where) == ChosenColumns(where)


def test_a_file_of_that_name_comes_first(tmp_path: Path):
    path = tmp_path / "odd.csv#text=a&label=b"
    path.write_text("a")
    assert parse_where(str(path)).path == str(path)


def test_the_chosen_columns_are_read(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text("text,label,body,liked\nx,1,good film,yes\ny,0,bad film,no\n")
    reviews = list(open_source(str(ChosenColumns(str(path), "body", "liked"))).reviews())
    assert [(review.text, review.label) for review in reviews] == [
        ("good film", 1),
        ("bad film", 0),
    ]


def test_what_there_is_to_choose_from(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": 7, "Review": "good", "stars": None}) + "\n")
    choice = choice_of(open_source(path))
    assert choice is not None
    assert choice.example == {"id": "7", "Review": "good", "stars": ""}
    assert (choice.text, choice.label, choice.complete) == ("Review", "", False)
    assert choice_of(open_source("builtin")) is None
