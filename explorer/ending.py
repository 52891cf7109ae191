"""How the system and a terminal ask a process to end: Ctrl+C, `kill`, a closed terminal."""

import signal

NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # those that the system has


def signals_to_heed() -> tuple[int, ...]:
    """The numbers of these signals, less those that this process was started to ignore (nohup)."""
    numbers = [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
    return tuple(n for n in numbers if signal.getsignal(n) not in (signal.SIG_IGN, None))
