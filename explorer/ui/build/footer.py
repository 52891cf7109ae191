"""The bar under the canvas: problems, parameters, size, and who holds the parameters."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from explorer.session.session import Session
from explorer.stack.rules import StackReport
from explorer.stack.spec import StackSpec
from explorer.ui.build.epoch_times import EpochTimes
from explorer.ui.build.layer_look import layer_title
from explorer.ui.build.share_bar import ShareBar
from explorer.ui.controls.button_icon import put_icon
from explorer.ui.controls.numbers import count
from explorer.ui.theme.stylesheet import set_role

HEIGHT = 40
BYTES_A_PARAMETER = 4  # float32
_ROOMY = 720


class Footer(QFrame):
    """`problemsAsked` follows a click on the number of problems."""

    problemsAsked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits = session.edits
        self._calibration = session.calibration
        self.times = EpochTimes(session, self)
        self.setProperty("role", "bottombar")
        self.setFixedHeight(HEIGHT)
        self.problems = QPushButton()
        self.problems.setProperty("role", "small-ghost")
        self.problems.clicked.connect(self.problemsAsked)
        self.parameters, self._parameters_word = _number(), _word("params")
        self.weight = _number()
        self.pace = _word("")
        self.share = ShareBar()
        self.share_words = _word("")
        self.weight.setToolTip("The weights on disk and in memory, 4 bytes a parameter")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 16, 0)
        row.setSpacing(4)
        row.addWidget(self.problems)
        row.addSpacing(4)
        line = QFrame()
        line.setProperty("role", "vdivider")
        line.setFixedHeight(16)
        row.addWidget(line)
        row.addSpacing(8)
        row.addWidget(self.parameters)
        row.addWidget(self._parameters_word)
        row.addSpacing(12)
        row.addWidget(self.weight)
        row.addSpacing(12)
        row.addWidget(self.pace)
        row.addSpacing(12)
        row.addStretch(1)
        row.addWidget(self.share)
        row.addSpacing(4)
        row.addWidget(self.share_words)
        edits.reportChanged.connect(self._show)
        self.times.changed.connect(self._show_pace)
        self._calibration.changed.connect(self._show_pace)
        self._show()

    def _show(self) -> None:
        report = self._edits.report
        errors, hints = len(report.errors), len(report.hints)
        if errors:
            self._say(f"{errors} problem{'s' if errors > 1 else ''}", "warn", "err", "problem")
        elif hints:
            self._say(f"{hints} hint{'s' if hints > 1 else ''}", "info", "warn", "hint")
        else:
            self._say("No problems", "check", "accent", "none")
        unknown = any(found.output_shape is None for found in report.layers)
        self.parameters.setText(("≥ " if unknown else "") + count(report.parameters))
        self.parameters.setToolTip("Some layers cannot be counted yet." if unknown else "")
        self.weight.setText(_megabytes(report.parameters))
        self.weight.setVisible(report.parameters > 0)
        self.share.show_stack(self._edits.stack, report)
        self.share_words.setText(_largest(self._edits.stack, report))
        self._show_pace()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow footer keeps what matters most."""
        super().resizeEvent(event)
        self._show_pace()

    def _show_pace(self) -> None:
        timed = self._calibration.result
        seconds = timed.seconds_per_epoch if timed else self.times.seconds(self._edits.stack)
        self.pace.setToolTip(
            "From a few batches that were timed just now, with the recipe as it stands"
            if timed
            else "Measured in the newest epoch of a stack with these layers"
        )
        self.pace.setVisible(seconds is not None)
        if seconds is not None:
            said = f"{_duration(seconds)} per epoch"
            self.pace.setText(f"about {said} here" if self.width() >= _ROOMY else said)

    def _say(self, text: str, icon_name: str, token: str, tone: str) -> None:
        self.problems.setText(text)
        put_icon(self.problems, icon_name, token)
        self.problems.setProperty("tone", tone)
        self.problems.setToolTip(
            "Show them all; the first one is selected" if tone != "none" else "The stack can train"
        )
        set_role(self.problems, "small-ghost")


def _number() -> QLabel:
    label = QLabel()
    label.setProperty("role", "mono")
    return label


def _word(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "secondary")
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return label


def _duration(seconds: float) -> str:
    if seconds < 10:
        return f"{seconds:.1f} s"
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"


def _megabytes(parameters: int) -> str:
    size = parameters * BYTES_A_PARAMETER
    return f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{size / 1e3:.1f} kB"


def _largest(stack: StackSpec, report: StackReport) -> str:
    if not report.parameters:
        return "no parameters yet"
    largest = max(report.layers, key=lambda found: found.parameters)
    share = largest.parameters / report.parameters
    return f"{share:.0%} in {layer_title(stack.layers[largest.index])}"
