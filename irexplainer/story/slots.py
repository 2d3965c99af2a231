"""Filling the slots of an archetype: values by choice, checked against the atlas, put in for ``{name}``."""

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from irexplainer.atlas.closeups import is_closeup
from irexplainer.atlas.plates import AXIAL, LAYERS, NEEDLES, OTHER_SIDE, SPINE, WALLS
from irexplainer.atlas.regions import SIDES
from irexplainer.atlas.types import Atlas
from irexplainer.errors import ConfigError, ContentError
from irexplainer.library.types import Procedure
from irexplainer.story.schema import SLOT_KINDS, SlotSpec
from irexplainer.story.shown import PICKS

PLATES = ("front", *AXIAL, SPINE, *NEEDLES, *WALLS, *LAYERS, *OTHER_SIDE)
PROFILES = (
    *PICKS,
    *(f"{side}_kidney_{more}" for side in SIDES for more in ("urine", "stone")),
)
"""Scenes of the front plate; states may follow a name (``liver_inside stones=1``)."""
_WHOLE = re.compile(r"\{(\w+)\}")
_STATE = re.compile(r"\w+(=(0(\.\d+)?|1(\.0+)?|\.\d+))?")
_PART = re.compile(r"\{(\w*)\}")


def resolve_choices(procedure: Procedure, choices: Mapping[str, str] | None) -> dict[str, str]:
    """All choices of a procedure, defaults filled in; ConfigError for an unknown choice or option."""
    options = {choice.id: choice.options for choice in procedure.choices}
    result = procedure.default_choices()
    for id, option in (choices or {}).items():
        if id not in options:
            raise ConfigError(f"--choice {id}={option}", f"{procedure.id} has no such choice.", _known(options, id))
        if option not in options[id]:
            raise ConfigError(f"--choice {id}={option}", "there is no such option.", _known(options[id], option))
        result[id] = option
    return result


def fill_slots(
    procedure: Procedure, declared: Mapping[str, SlotSpec], choices: Mapping[str, str], atlas: Atlas, where: str
) -> dict[str, Any]:
    """Value of every slot; the choices themselves are slots too."""
    values: dict[str, Any] = dict(choices)
    for name in procedure.slots:
        if name not in declared:
            raise ContentError(f"{where}: slots.{name}", "the archetype has no such slot.", _known(declared, name))
    for name, spec in declared.items():
        place = f"{where}: slots.{name}"
        if spec.kind not in SLOT_KINDS:
            raise ContentError(f"{spec.kind}", "is no kind of slot.", _known(SLOT_KINDS, spec.kind))
        value = procedure.slots.get(name, spec.default)
        if value is None:
            raise ContentError(place, "this slot is empty.", f"Add {name} = ... ({spec.about or spec.kind}).")
        values[name] = substitute(_chosen(value, choices, place), values, place)
        _check(values[name], spec.kind, atlas, place)
    return values


def _chosen(value: Any, choices: Mapping[str, str], place: str) -> Any:
    """Pick from ``{by = "access", groin = ..., wrist = ...}``."""
    if not isinstance(value, dict):
        return value
    by = str(value.get("by"))
    if by not in choices:
        raise ContentError(place, f"'by' names no choice ({by}).", _known(choices, by))
    if choices[by] not in value:
        raise ContentError(place, f"there is no value for {by}={choices[by]}.", f"Add {choices[by]} = ....")
    return value[choices[by]]


def _check(value: Any, kind: str, atlas: Atlas, place: str) -> None:
    many = kind in ("targets", "tracks", "vessels", "points")
    if kind == "number":
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ContentError(place, "this is not a number.", "Write a number without quotes.")
        return
    names = value if many else [value]
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        wanted = "a list of names" if many else "a name in quotes"
        raise ContentError(place, f"this is not {wanted}.", f"Write {wanted}.")
    if kind in ("text", "points"):
        return
    known: Iterable[str] = {
        "access": atlas.accesses, "target": atlas.targets, "targets": atlas.targets,
        "vessel": atlas.vessels, "vessels": atlas.vessels,
        "track": atlas.tracks, "tracks": atlas.tracks, "structure": atlas.structures, "plate": PLATES,
        "profile": PROFILES,
    }[kind]  # fmt: skip
    for name in names:
        if not _is_known(name, kind, known):
            raise ContentError(place, f"'{name}' is no {kind.rstrip('s')} of the atlas.", _known(known, name))


def _is_known(name: str, kind: str, known: Iterable[str]) -> bool:
    """True for a name of a kind. Scenes may have states (``liver_inside stones=1``)."""
    if kind == "profile":
        base, *states = name.split() or [""]
        return base in known and all(_STATE.fullmatch(state) for state in states)
    return name in known or (kind == "plate" and is_closeup(name) and "@" not in name)


def substitute(data: Any, values: Mapping[str, Any], where: str) -> Any:
    """``data`` with every ``{slot}`` replaced, in depth; a string that is only ``{slot}`` becomes the value itself."""
    if isinstance(data, str):
        return _filled(data, values, where)
    if isinstance(data, dict):
        return {key: substitute(item, values, f"{where}.{key}") for key, item in data.items()}
    if isinstance(data, list):
        result: list[Any] = []
        for index, item in enumerate(data):
            new = substitute(item, values, f"{where}[{index}]")
            if isinstance(new, list) and isinstance(item, str):
                result.extend(new)
            else:
                result.append(new)
        return result
    return data


def _filled(text: str, values: Mapping[str, Any], where: str) -> Any:
    for name in _PART.findall(text):
        if name not in values:
            raise ContentError(where, f"'{{{name}}}' is no slot.", _known(values, name))
    whole = _WHOLE.fullmatch(text)
    return values[whole[1]] if whole else _PART.sub(lambda match: str(values[match[1]]), text)


def _known(names: Iterable[str], wrong: str) -> str:
    all_names = list(names)
    near = difflib.get_close_matches(wrong, all_names, 1)
    if near:
        return f"Did you mean '{near[0]}'?"
    return f"Use one of: {', '.join(sorted(all_names)[:12])}." if all_names else "Remove it."
