"""The encoding form and the data desk say the same, whoever changed it."""

from PySide6.QtCore import Qt

from explorer.reviews.encoding import Encoding


def retype(qtbot, box, text: str) -> None:
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, text)
    qtbot.keyClick(box, Qt.Key.Key_Return)


def test_typing_changes_the_encoding_and_the_stack_follows(page, session, qtbot):
    retype(qtbot, page.encoding.max_features, "5000")
    retype(qtbot, page.encoding.maxlen, "120")
    assert session.data.encoding == Encoding(max_features=5000, maxlen=120)
    assert session.edits.input.maxlen == 120
    assert session.edits.input.max_features == 5000


def test_sides_by_click(page, session, click):
    click(page.encoding.padding.segment("post"))
    click(page.encoding.truncating.segment("post"))
    assert session.data.encoding == Encoding(padding="post", truncating="post")
    click(page.encoding.padding.segment("pre"))
    assert session.data.encoding.padding == "pre"


def test_the_form_follows_the_desk(page, session):
    session.data.set_encoding(max_features=777, maxlen=33, padding="post")
    assert page.encoding.max_features.value() == 777
    assert page.encoding.maxlen.value() == 33
    assert page.encoding.padding.current() == "post"
    assert page.encoding.truncating.current() == "pre"


def test_one_change_at_a_time_is_told_once(page, session):
    told: list[Encoding] = []
    session.data.encodingChanged.connect(lambda: told.append(session.data.encoding))
    session.data.set_encoding(max_features=777, maxlen=33, padding="post", truncating="post")
    assert told == [Encoding(777, 33, "post", "post")]


def test_reset_brings_the_tutorials_values_back(page, session, click):
    assert not page.encoding.reset.isVisible()
    session.data.set_encoding(maxlen=50, truncating="post")
    click(page.encoding.reset)
    assert session.data.encoding == Encoding()
    assert not page.encoding.reset.isVisible()


def test_numbers_out_of_range_are_pulled_to_the_edge(page, session, qtbot):
    retype(qtbot, page.encoding.maxlen, "0")
    assert session.data.encoding.maxlen >= 1
    retype(qtbot, page.encoding.max_features, "2")
    assert session.data.encoding.max_features >= 5


def test_skip_top_stays_below_max_features(page, session, qtbot, click):
    retype(qtbot, page.encoding.skip_top, "200")
    assert session.data.encoding == Encoding(skip_top=200)
    retype(qtbot, page.encoding.max_features, "100")
    assert session.data.encoding == Encoding(max_features=100, skip_top=99)
    assert page.encoding.skip_top.value() == page.encoding.skip_top.maximum() == 99
    click(page.encoding.reset)
    assert session.data.encoding == Encoding()
    assert page.encoding.skip_top.value() == 0
