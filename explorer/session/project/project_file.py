"""*.carrytrack: a project as one JSON file, written in one piece and checked on the way in.

    format, version, written_by
    stack      as explorer.stack.serial
    settings, encoding, data                     what a run takes
    probe, probes, own, review                   reviews: text, label, title, origin, note
    model      {"bundled": NAME} or {"path": …}, with epoch and title
    place      page, selected layer, cursor

Needs no Qt. A new field with a default keeps the version; anything else raises it.
"""

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

from explorer import __version__
from explorer.problem import UserProblem
from explorer.resources import BUNDLED_MODELS
from explorer.reviews.encoding import Encoding
from explorer.session.data.review_in_view import ORIGINS, ReviewInView
from explorer.session.pages import PAGES
from explorer.session.project.json_fields import read_object, read_record, read_text
from explorer.session.project.project_state import ModelChoice, Place, ProjectState
from explorer.stack.serial import stack_from_json, stack_to_json
from explorer.training.settings import TrainingSettings
from explorer.whole_file import draft_of

FORMAT, VERSION = "carrytrack-project", 1
SUFFIX = ".carrytrack"
LARGEST_FILE = 16 * 2**20  # bytes; a project of 40 layers and three long reviews has 35,000

_HEAD = {"format", "version", "written_by"}
_BODY = {
    "stack",
    "settings",
    "encoding",
    "data",
    "probe",
    "probes",
    "own",
    "review",
    "model",
    "place",
}


def write_project(path: Path, state: ProjectState) -> None:
    """Write or replace a project file in one piece. Raises UserProblem; the old file stays then."""
    try:
        write_json(path, project_to_json(state))
    except OSError as error:
        raise UserProblem(
            f"The project cannot be saved as {path}: {error.strerror or error}. "
            "It is still open: save it in another place."
        ) from error


def read_project(path: Path) -> ProjectState:
    """Read a project file. Raises UserProblem for a missing, damaged, foreign or newer one."""
    return project_from_json(read_json(path), path)


def project_to_json(state: ProjectState) -> dict[str, Any]:
    """Return a JSON object that `project_from_json` reads back to an equal state."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "written_by": __version__,
        "stack": stack_to_json(state.stack),
        "settings": asdict(state.settings),
        "encoding": asdict(state.encoding),
        "data": state.data,
        "probe": _review_to_json(state.probe),
        "probes": [_review_to_json(review) for review in state.probes],
        "own": _review_to_json(state.own),
        "review": _review_to_json(state.review),
        "model": _model_to_json(state.model),
        "place": asdict(state.place),
    }


def project_from_json(obj: object, path: Path) -> ProjectState:
    """Read a state; `path` is for the sentence. Raises UserProblem."""
    if not isinstance(obj, dict) or obj.get("format") != FORMAT:
        raise UserProblem(f"{path} is not a Carrytrack project.")
    version = obj.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise UserProblem(
            f"{path.name} was written by a newer Carrytrack (project format {version}): "
            "update Carrytrack to open it."
        )
    try:
        if version != VERSION or isinstance(version, bool):
            raise UserProblem("It has no format version.")
        return _state_from_json(read_object(obj, "The project", _HEAD | _BODY))
    except UserProblem as problem:
        raise UserProblem(f"{path.name} cannot be opened. {problem}") from problem


def write_json(path: Path, content: object, *, durable: bool = True) -> None:
    """Write JSON under a temporary name, then give it its own. Raises OSError.

    durable: wait until the disk has it, which a power cut asks for; a crash of ours does not.
    """
    path = path.resolve()  # behind a link, the file itself is replaced
    # Typed text may hold half a surrogate pair, which no file can: it becomes a question mark.
    data = json.dumps(content, indent=1, ensure_ascii=False).encode("utf-8", "replace")
    with draft_of(path) as draft, draft.open("wb") as file:
        file.write(data + b"\n")
        file.flush()
        if durable:
            os.fsync(file.fileno())


def read_json(path: Path) -> object:
    """Read any JSON file of a sane size. Raises UserProblem."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UserProblem(f"{path} is far too large to be a Carrytrack project.")
        return json.loads(path.read_bytes().decode("utf-8"), parse_constant=_no_number)
    except FileNotFoundError:
        raise UserProblem(f"There is no file {path}.") from None
    except OSError as error:
        raise UserProblem(f"{path} cannot be read: {error.strerror or error}.") from error
    except (ValueError, RecursionError) as error:
        raise UserProblem(
            f"{path} is not a Carrytrack project, or is damaged. "
            "Open another copy of it, if there is one."
        ) from error


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _state_from_json(content: dict[str, Any]) -> ProjectState:
    settings = read_record(TrainingSettings, content.get("settings"), "settings")
    settings.check()
    return ProjectState(
        stack=stack_from_json(content.get("stack")),
        settings=settings,
        encoding=read_record(Encoding, content.get("encoding"), "encoding"),
        data=read_text(content.get("data"), "data"),
        probe=_review_from_json(content.get("probe"), "probe"),
        probes=_reviews_from_json(content.get("probes", []), "probes"),
        own=_review_from_json(content.get("own"), "own"),
        review=_review_from_json(content.get("review"), "review"),
        model=_model_from_json(content.get("model")),
        place=_place_from_json(content.get("place")),
    )


def _review_to_json(review: ReviewInView | None) -> dict[str, Any] | None:
    return None if review is None else asdict(review)


def _review_from_json(obj: object, what: str) -> ReviewInView | None:
    if obj is None:
        return None
    review = read_record(ReviewInView, obj, what)
    if review.origin not in ORIGINS or review.label not in (None, 0, 1):
        raise UserProblem(f"{what} has an origin or a label that Carrytrack does not know.")
    return review


def _reviews_from_json(obj: object, what: str) -> tuple[ReviewInView, ...]:
    if not isinstance(obj, list):
        raise UserProblem(f"{what} must be a list of reviews.")
    reviews = (_review_from_json(entry, f"{what}[{n}]") for n, entry in enumerate(obj))
    return tuple(review for review in reviews if review is not None)


def _model_to_json(model: ModelChoice | None) -> dict[str, Any] | None:
    """Bundled models go by name: the next Carrytrack may lie in another folder."""
    if model is None:
        return None
    path = Path(model.path)
    where = {"bundled": path.name} if path.parent == BUNDLED_MODELS else {"path": model.path}
    return where | {"epoch": model.epoch, "title": model.title}


def _model_from_json(obj: object) -> ModelChoice | None:
    if obj is None:
        return None
    content = dict(read_object(obj, "model", {"bundled", "path", "epoch", "title"}))
    bundled = content.pop("bundled", None)
    if bundled is not None:
        name = Path(read_text(bundled, "model.bundled")).name
        content["path"] = str(BUNDLED_MODELS / name)
    return read_record(ModelChoice, content, "model")


def _place_from_json(obj: object) -> Place:
    place = read_record(Place, obj, "place")
    if place.page and place.page not in PAGES:
        raise UserProblem(f"place.page is “{place.page}”, which is no page.")
    if min(place.unit or 0, place.t or 0) < 0:
        raise UserProblem("place.unit and place.t must not be negative.")
    return place
