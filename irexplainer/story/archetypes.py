"""Reading an archetype and putting a procedure's slots and beats into it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from irexplainer.atlas.types import Atlas
from irexplainer.errors import ContentError
from irexplainer.library.files import decode, read_data
from irexplainer.library.types import Procedure
from irexplainer.resources import content_dir
from irexplainer.story.frame import Modality, Phase, Position
from irexplainer.story.schema import ArchetypeSpec, BeatSpec, SlotSpec
from irexplainer.story.slots import fill_slots, substitute

_WHEN = re.compile(r"\s*([\w-]*)\s*(!?=)\s*([\w-]*)\s*")
PHASES = [phase.value for phase in Phase]
Files = Mapping[str, Mapping[str, str]]


def place_of(files: Files, beat: str, key: str) -> str:
    """File and beat, as errors name them."""
    own = files[beat]
    return f"{own.get(key, own[''])}: beats.{beat}"


@dataclass(frozen=True)
class Script:
    """An archetype with everything filled in. files: beat id -> key -> file, for errors."""

    spec: ArchetypeSpec
    values: Mapping[str, Any]
    where: str
    files: "Files"

    def beat_place(self, beat: str, key: str = "actions") -> str:
        """How a beat is named in errors about one of its keys."""
        return place_of(self.files, beat, key)


def archetype_file(id: str) -> str:
    """Name of an archetype's file in errors."""
    return f"content/archetypes/{id}.toml"


@lru_cache(maxsize=32)
def _read(id: str, stamp: float) -> tuple[dict[str, Any], str]:
    del stamp  # part of the key: a saved file is read again
    data, text, _where = read_data(content_dir() / "archetypes" / f"{id}.toml")
    return data, text


def read_archetype(id: str) -> tuple[dict[str, Any], str]:
    """(data, text) of an archetype; ContentError when there is none."""
    path = content_dir() / "archetypes" / f"{id}.toml"
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in path.parent.glob("*.toml"))) or "none yet"
        raise ContentError(f"{archetype_file(id)}", "there is no such archetype.", f"Use one of: {known}.")
    return _read(id, path.stat().st_mtime)


def script_of(procedure: Procedure, choices: Mapping[str, str], atlas: Atlas) -> Script:
    """Archetype of a procedure with slots and beats of its story put in; ContentError for whatever does not fit."""
    data, text = read_archetype(procedure.archetype)
    where = archetype_file(procedure.archetype)
    story = f"content/procedures/{procedure.id}/story.toml"
    declared = decode(data.get("slots", {}), dict[str, SlotSpec], where, text, under="slots")
    values = fill_slots(procedure, declared, choices, atlas, story)
    beats, files = merged_beats(data.get("beats", []), procedure.beats, where, story)
    body = {key: item for key, item in data.items() if key not in ("slots", "beats")}
    full = applicable(substitute(body, values, where), where)
    full["slots"] = data.get("slots", {})
    full["beats"] = _filled_beats(beats, values, files)
    for beat in full["beats"]:
        _check_beat(beat, files)
    spec = decode(full, ArchetypeSpec, where, text)
    if spec.id != procedure.archetype:
        raise ContentError(
            f"{where}: id", "the id is not the name of the file.", f'Write id = "{procedure.archetype}".'
        )
    _check_order(spec, files)
    return Script(spec, values, where, files)


def applicable(data: Any, where: str) -> Any:
    """``data`` without the tables whose ``when`` does not hold, in depth.

    ``when = "{imaging}=ct"`` (or ``!=``) keeps a tool, an action or a call-out for some choices of the viewer only.
    """
    if isinstance(data, list):
        return [applicable(item, f"{where}[{i}]") for i, item in enumerate(data) if _holds(item, f"{where}[{i}]")]
    if isinstance(data, dict):
        items = {key: item for key, item in data.items() if key != "when"}
        return {
            key: applicable(item, f"{where}.{key}") for key, item in items.items() if _holds(item, f"{where}.{key}")
        }
    return data


def _holds(item: Any, where: str) -> bool:
    if not isinstance(item, dict) or "when" not in item:
        return True
    match = _WHEN.fullmatch(str(item["when"]))
    if match is None:
        problem = f"'{item['when']}' compares nothing."
        raise ContentError(f"{where}.when", problem, 'Write when = "{slot}=value" or "{slot}!=value".')
    return (match[1] == match[3]) == (match[2] == "=")


def _filled_beats(
    beats: list[dict[str, Any]], values: Mapping[str, Any], files: dict[str, dict[str, str]]
) -> list[dict[str, Any]]:
    full = []
    for beat in beats:
        place = place_of(files, str(beat["id"]), "")
        full.append(applicable(_filled_beat(beat, values, files), place))
    return full


def _filled_beat(beat: Mapping[str, Any], values: Mapping[str, Any], files: Files) -> dict[str, Any]:
    id = str(beat["id"])
    return {key: substitute(item, values, f"{place_of(files, id, key)}.{key}") for key, item in beat.items()}


def _check_beat(beat: Mapping[str, Any], files: Files) -> None:
    """Decode one beat alone, so that the error names the file in which the broken key stands."""
    id = str(beat["id"])
    try:
        spec = decode(beat, BeatSpec, files[id][""], under=f"beats.{id}")
    except ContentError as error:
        key = error.where.partition(f"beats.{id}.")[2]
        place = place_of(files, id, key.partition(".")[0].partition("[")[0])
        raise ContentError(f"{place}.{key}" if key else place, error.problem, error.remedy) from None
    if spec.phase not in PHASES:
        place = place_of(files, id, "phase")
        raise ContentError(f"{place}.phase", f"'{spec.phase}' is no phase.", f"Use one of: {', '.join(PHASES)}.")
    modalities = [m.value for m in Modality]
    if spec.modality not in modalities:
        place, problem = place_of(files, id, "modality"), f"'{spec.modality}' is no modality."
        raise ContentError(f"{place}.modality", problem, f"Use one of: {', '.join(modalities)}.")


def _check_order(spec: ArchetypeSpec, files: Files) -> None:
    order = [PHASES.index(beat.phase) for beat in spec.beats]
    for before, after, beat in zip(order, order[1:], spec.beats[1:], strict=False):
        if after < before:
            where = f"{place_of(files, beat.id, 'phase')}.phase"
            raise ContentError(where, "the phases are not in order.", "Move the beat behind those of its phase.")
    for phase in PHASES:
        if PHASES.index(phase) not in order:
            where = f"{archetype_file(spec.id)}: beats"
            raise ContentError(where, f"the phase '{phase}' has no beat.", "Add one.")
    if spec.position not in [p.value for p in Position]:
        raise ContentError(f"{archetype_file(spec.id)}: position", "is no position.", "Use supine or prone.")


def merged_beats(
    base: Any, own: list[dict[str, Any]], where: str, story: str
) -> tuple[list[dict[str, Any]], dict[str, dict[str, str]]]:
    """Beats of the archetype, changed by those of the procedure.

    A beat of a known id replaces the keys it names (``drop = true`` removes it); a new one stands where ``after`` or
    ``before`` says.
    """
    beats: list[dict[str, Any]] = [dict(beat) for beat in base if isinstance(beat, dict)]
    files = {str(beat.get("id", "")): {"": where} for beat in beats}
    for change in own:
        id = str(change.get("id", ""))
        if not id:
            raise ContentError(f"{story}: beats", "a beat has no id.", "Add id = ....")
        change = dict(change)
        index = next((i for i, beat in enumerate(beats) if beat.get("id") == id), None)
        if change.pop("drop", False):
            if index is None:
                raise ContentError(f"{story}: beats.{id}", "there is no such beat to drop.", "Remove the entry.")
            del beats[index]
            del files[id]
            continue
        after, before = change.pop("after", None), change.pop("before", None)
        if index is not None:
            beats[index] = {**beats[index], **change}
            files[id] |= dict.fromkeys(change, story)
        else:
            beats.insert(_position(beats, after, before, f"{story}: beats.{id}"), change)
            files[id] = {"": story}
    for beat in beats:
        if not isinstance(beat.get("id"), str):
            raise ContentError(f"{where}: beats", "a beat has no id.", "Add id = ....")
    return beats, files


def _position(beats: list[dict[str, Any]], after: str | None, before: str | None, place: str) -> int:
    ids = [beat.get("id") for beat in beats]
    near = after if after is not None else before
    if near is None:
        raise ContentError(place, "it is not said where this new beat stands.", 'Add after = "..." or before = "...".')
    if near not in ids:
        raise ContentError(place, f"there is no beat '{near}'.", f"Use one of: {', '.join(map(str, ids))}.")
    return ids.index(near) + (1 if after is not None else 0)
