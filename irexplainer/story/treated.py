"""Which procedures treat a part of the body: from the places of treatment that their stories name."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from irexplainer.atlas.body_map import targets_of
from irexplainer.atlas.exhibits import members
from irexplainer.atlas.types import Atlas
from irexplainer.library.types import Procedure

SLOT = re.compile(r"\{(\w+)\}")
ORGAN = "organ"
"""Slot that names the organ a procedure is about, where its place of treatment is not in the atlas."""


def procedures_for(procedures: Mapping[str, Procedure], atlas: Atlas, id: str) -> tuple[str, ...]:
    """Ids of the procedures that treat a structure, vessel, set or target, in their own order.

    A vessel counts where something in it is treated, or where what it feeds is.
    """
    parts = members(atlas, id)
    wanted = {target for part in parts for target in targets_of(atlas, part)}
    return tuple(p.id for p in procedures.values() if _treats(p, atlas, wanted, parts))


def targets_in(procedure: Procedure, atlas: Atlas) -> tuple[str, ...]:
    """Places of treatment that a story names, for every choice of the viewer."""
    named = _names(procedure, (procedure.slots, procedure.beats))
    return tuple(dict.fromkeys(name for name in named if name in atlas.targets))


def _treats(procedure: Procedure, atlas: Atlas, wanted: set[str], parts: tuple[str, ...]) -> bool:
    if wanted.intersection(targets_in(procedure, atlas)):
        return True
    return any(name in parts for name in _names(procedure, procedure.slots.get(ORGAN)))


def _names(procedure: Procedure, value: object) -> Iterator[str]:
    """Every string in a value, with the choices filled in."""
    if isinstance(value, str):
        yield from _filled(procedure, value)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _names(procedure, item)
    elif isinstance(value, Iterable):
        for item in value:
            yield from _names(procedure, item)


def _filled(procedure: Procedure, text: str) -> Iterator[str]:
    options = {c.id: c.options for c in procedure.choices}
    keys = [key for key in dict.fromkeys(SLOT.findall(text)) if key in options]
    for picked in product(*(options[key] for key in keys)):
        filled = text
        for key, option in zip(keys, picked, strict=True):
            filled = filled.replace("{" + key + "}", option)
        yield filled
