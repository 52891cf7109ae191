"""Write your own: read 300 ms after typing, unknown words marked, cut words told."""

from PySide6.QtCore import Qt

from explorer.ui.inspect.reviews.list_model import REVIEW


def typed(page, qtbot, session, text: str) -> None:
    field = page.reviews.own.field
    field.setFocus()
    with qtbot.waitSignal(session.inspection.traced, timeout=20_000):
        qtbot.keyClicks(field, text)


def test_typing_retraces(page, session, qtbot):
    typed(page, qtbot, session, "a wonderful film")
    assert session.inspection.result.encoded.tokens == ("<start>", "a", "wonderful", "film")
    assert page.display.view.words[-1] == "film"
    first = page.reviews.list.model().index(0, 0).data(REVIEW)
    assert (first.origin, first.text) == ("yours", "a wonderful film")
    assert page.reviews.list.currentIndex().row() == 0
    typed(page, qtbot, session, " indeed")
    assert session.inspection.result.encoded.tokens[-1] == "indeed"


def test_one_pause_is_one_trace(page, session, qtbot):
    texts: list[str] = []
    session.inspection.reviewChanged.connect(lambda: texts.append(session.inspection.review.text))
    typed(page, qtbot, session, "not bad at all")
    assert texts == ["not bad at all"]


def test_what_is_written_does_not_come_back_by_itself(page, session, qtbot, open_run, runs):
    """Another model marks other words of it as unknown: the review in view stays."""
    typed(page, qtbot, session, "a wonderful zorblaxian film")
    other = page.reviews.list.model().index(1, 0).data(REVIEW)
    with qtbot.waitSignal(session.inspection.traced, timeout=20_000):
        session.inspection.open_review(other)
    own = page.reviews.own
    own._unknown.rehighlight()
    open_run(runs["gru"])
    qtbot.waitUntil(lambda: not own._timer.isActive(), timeout=5_000)
    assert session.inspection.review is other
    typed(page, qtbot, session, "!")  # but what is written anew does
    assert session.inspection.review.text == "a wonderful zorblaxian film!"


def test_arrows_in_the_field_are_the_fields(page, session, qtbot):
    typed(page, qtbot, session, "one two three")
    before = session.selection.t
    qtbot.keyClick(page.reviews.own.field, Qt.Key.Key_Left)
    qtbot.keyClick(page.reviews.own.field, Qt.Key.Key_Space)
    assert session.selection.t == before
    assert not session.playback.playing


def test_unknown_words_are_marked(page, session, qtbot):
    typed(page, qtbot, session, "a zorblaxian film")
    assert page.display.view.known == (True, True, False, True)
    assert page.centre.signals.look().reading.known == (True, True, False, True)
    (dots,) = page.reviews.own.field.document().begin().layout().formats()
    assert dots.format.underlineStyle() == dots.format.UnderlineStyle.DotLine
    assert (dots.start, dots.length) == (len("a "), len("zorblaxian"))


def test_the_status_bar_hears_of_unknown_words_and_time(page, session, qtbot):
    heard: list[str] = []
    session.notice.connect(heard.append)
    typed(page, qtbot, session, "a zorblaxian film")
    assert heard[-1].startswith("4 timesteps traced in ")
    assert heard[-1].endswith("1 word not in the vocabulary")


def test_cut_words_are_told(page, session, qtbot):
    assert page.reviews.own.caption() == "up to 60 words"
    field = page.reviews.own.field
    with qtbot.waitSignal(session.inspection.traced, timeout=20_000):
        field.setPlainText("word " * 75)
    assert session.inspection.result.encoded.cut == 15
    assert page.reviews.own.caption() == "first 15 words cut"
    assert page.centre.cut.isVisible()
    assert page.centre.cut.text().startswith("15 words cut from the start")


def test_emptying_the_field_leads_back_to_the_list(page, session, qtbot):
    typed(page, qtbot, session, "gone soon")
    with qtbot.waitSignal(session.inspection.traced, timeout=20_000):
        page.reviews.own.field.selectAll()
        qtbot.keyClick(page.reviews.own.field, Qt.Key.Key_Delete)
    assert session.inspection.review.origin == "sample"
    assert page.reviews.list.model().index(0, 0).data(REVIEW).origin == "sample"


def test_blanks_are_no_review(page, session, qtbot):
    own, before = page.reviews.own, session.inspection.review
    qtbot.keyClicks(own.field, "   ")
    qtbot.waitUntil(lambda: not own._timer.isActive(), timeout=5_000)
    assert own.review() is None
    assert session.inspection.review is before
    assert session.inspection.review.origin == "sample"
