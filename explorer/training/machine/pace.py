"""How fast a run goes and how long it will take, from the batches done so far."""

RECENT = 0.9  # weight of what is known against one new batch
ASLEEP = 30.0  # seconds
OUT_OF_LINE = 20  # times what a batch has taken so far


class Pace:
    """Seconds left count the epochs to come, each with its validation."""

    def __init__(self, training: int, validation: int) -> None:
        self._training = training
        self._validation = validation
        self._seconds_a_review = 0.0
        self._seconds_a_validation: float | None = None

    def awake(self, reviews: int, seconds: float) -> float:
        """Return the seconds that a batch has taken without the time that the computer slept.

        Some systems' clocks go on while they sleep. A batch that takes half a minute or more, and
        many times as long as all before it, counts as one of those.
        """
        usual = self._seconds_a_review * reviews
        slept = usual and seconds > ASLEEP and seconds > OUT_OF_LINE * usual
        return usual if slept else seconds

    def trained(self, reviews: int, seconds: float) -> None:
        """Take in one batch."""
        latest = seconds / reviews
        known = self._seconds_a_review or latest
        self._seconds_a_review = RECENT * known + (1 - RECENT) * latest

    def validated(self, seconds: float) -> None:
        """Take in one whole validation."""
        self._seconds_a_validation = self.awake(self._validation, seconds)

    @property
    def reviews_per_second(self) -> float:
        """Training throughput, smoothed over about ten batches."""
        return 1.0 / self._seconds_a_review if self._seconds_a_review else 0.0

    def seconds_left(self, epochs: int, epoch: int, reviews_done: int) -> float:
        """Seconds until `epochs` are done, `reviews_done` into epoch `epoch`."""
        to_come = (epochs - epoch) * self._training + self._training - reviews_done
        validation = self._seconds_a_validation
        if validation is None:  # reading forward costs about a third of training on it
            validation = self._validation * self._seconds_a_review / 3
        return to_come * self._seconds_a_review + (epochs - epoch + 1) * validation
