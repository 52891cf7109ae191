"""Dataclasses out of JSON: every value checked for its type before anything is made of it."""

from dataclasses import MISSING, fields
from types import NoneType
from typing import Any, TypeVar, get_args, get_type_hints

from explorer.problem import UserProblem

LARGEST = 2**31 - 1  # what the window's number boxes can hold

Record = TypeVar("Record")


def read_object(obj: object, what: str, known: set[str]) -> dict[str, Any]:
    """Return a JSON object. Raises UserProblem if it is none or holds a name not in `known`."""
    if not isinstance(obj, dict):
        raise UserProblem(f"{what} is missing or is no JSON object.")
    foreign = sorted(obj.keys() - known)
    if foreign:
        raise UserProblem(f"{what} holds “{foreign[0]}”, which Carrytrack does not know.")
    return obj


def read_record(kind: type[Record], obj: object, what: str) -> Record:
    """Return an instance of the dataclass `kind`; a field that is left out has its default.

    Its fields must be texts, true or false, whole numbers, numbers, or one of these or None; JSON's
    whole numbers stand for numbers, too. Raises UserProblem for anything else.
    """
    hints = get_type_hints(kind)
    known = {field.name: field for field in fields(kind)}  # pyright: ignore[reportArgumentType]
    content = read_object(obj, what, set(known))
    for name, field in known.items():
        if name not in content and field.default is MISSING:
            raise UserProblem(f"{what} has no “{name}”.")
    return kind(
        **{name: _checked(value, hints[name], f"{what}.{name}") for name, value in content.items()}
    )


def read_text(value: object, what: str) -> str:
    """Return a text that can be shown and saved again. Raises UserProblem for anything else."""
    if not isinstance(value, str):
        raise UserProblem(f"{what} must be a text.")
    try:
        value.encode()
    except UnicodeEncodeError:  # half of a surrogate pair: JSON can spell it, no text holds it
        raise UserProblem(f"{what} holds a character that does not exist.") from None
    return value


def _checked(value: object, hint: Any, what: str) -> object:
    kinds = [kind for kind in get_args(hint) if isinstance(kind, type)] or [hint]
    if value is None and NoneType in kinds:
        return None
    if bool in kinds:
        return _yes_or_no(value, what)
    if int in kinds:
        return _whole_number(value, what)
    if float in kinds:
        return _number(value, what)
    return read_text(value, what)  # which of the texts is allowed, the record itself knows


def _yes_or_no(value: object, what: str) -> bool:
    if not isinstance(value, bool):
        raise UserProblem(f"{what} must be true or false.")
    return value


def _whole_number(value: object, what: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > LARGEST:
        raise UserProblem(f"{what} must be a whole number of at most {LARGEST:,}.")
    return value


def _number(value: object, what: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise UserProblem(f"{what} must be a number.")
    if not abs(value) <= LARGEST:  # NaN is no number either
        raise UserProblem(f"{what} must be a number of at most {LARGEST:,}.")
    return float(value)
