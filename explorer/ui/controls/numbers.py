"""Numbers as the window writes them: the minus is U+2212, thousands have commas."""

MINUS = "−"


def signed(value: float, places: int = 2) -> str:
    """+0.17 or −0.18; what rounds to zero is +0.00."""
    text = f"{abs(value):.{places}f}"
    negative = value < 0 and float(text) != 0
    return (MINUS if negative else "+") + text


def plain(value: float, places: int = 2) -> str:
    """0.17 or −0.18."""
    return signed(value, places).removeprefix("+")


def count(value: int) -> str:
    """328,353."""
    return f"{value:,}".replace("-", MINUS)
