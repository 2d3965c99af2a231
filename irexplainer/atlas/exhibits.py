"""Everything that can be looked at by name: parts of the body, places of treatment, plates, and sets of parts."""

import difflib
import re
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import lru_cache

from irexplainer.atlas.belly_wall import PARTS
from irexplainer.atlas.body_map import Named, find, words_of
from irexplainer.atlas.closeups import CLOSEUPS
from irexplainer.atlas.plates import AXIAL, LAYERS, NEEDLES, SPINE, WALLS
from irexplainer.atlas.slices import load_slice
from irexplainer.atlas.types import Atlas
from irexplainer.errors import ConfigError
from irexplainer.geom.polygon import area

SETS: Mapping[str, tuple[str, ...]] = {
    "cerebral_arterial_circle": (
        r"anterior_communicating_artery",
        r"(left|right)_(anterior|posterior)_cerebral_artery",
        r"(left|right)_posterior_communicating_artery",
        r"(left|right)_internal_carotid_artery",
        r"basilar_artery",
        r"(left|right)_middle_cerebral_artery",
    ),
    "vertebral_column": (r"(lumbar|thoracic|cervical)_vertebra_\d+", r"intervertebral_disc_.*", "sacrum"),
    "rib_cage": ("sternum", r"(left|right)_rib_\d+", r"(left|right)_(anterior_rib|costal_cartilage)_\d+"),
    "left_hand_bones": (r"left_(carpal|metacarpal|proximal_phalanx|distal_phalanx).*",),
    "right_hand_bones": (r"right_(carpal|metacarpal|proximal_phalanx|distal_phalanx).*",),
    "biliary_tree": (r"gallbladder", r"bile_duct", r"cystic_duct", r".*hepatic_duct"),
    "hepatic_veins": (r"(left|middle|right)_hepatic_vein",),
    "lungs": (r"(left|right)_lung",),
    "kidneys": (r"(left|right)_kidney",),
}
"""Set -> patterns of ids; the first one found is what a call-out points at."""

SIDED = ("great_saphenous_vein",)
"""Anchors of close-ups that name a vessel without its side: the vessel itself shows it better."""
CLOSEST, NEARLY = 3, 0.08
"""So many names are offered for one that nothing has, if they are no less alike than the best one by this share."""
PLATES = (*AXIAL, SPINE, *NEEDLES, *WALLS, *LAYERS, *CLOSEUPS)


class Sort(str, Enum):
    """What kind of thing an id names."""

    STRUCTURE = "structure"
    VESSEL = "vessel"
    TARGET = "target"
    ACCESS = "access"
    SET = "set"
    PLATE = "plate"
    REGION = "region"
    """Seen only in slices across the body."""
    DETAIL = "detail"
    """Seen only in a cut-open vessel or in a cut through the belly wall."""


def sort_of(atlas: Atlas, id: str) -> Sort | None:
    """Kind of an id, None for one that cannot be looked at."""
    tables = (atlas.structures, atlas.vessels, atlas.targets, atlas.accesses, SETS, PLATES, regions(), details())
    return next((sort for sort, table in zip(Sort, tables, strict=True) if id in table), None)


def exhibits(atlas: Atlas) -> tuple[str, ...]:
    """Every id that can be looked at."""
    every: Iterable[str] = (*atlas.structures, *atlas.vessels, *atlas.targets, *atlas.accesses)
    return tuple(dict.fromkeys((*every, *SETS, *PLATES, *regions(), *details())))


def parts_of_body(atlas: Atlas) -> frozenset[str]:
    """Ids that are parts of a body: everything but plates and places of entry."""
    return frozenset(id for id in exhibits(atlas) if id not in PLATES and id not in atlas.accesses)


def members(atlas: Atlas, id: str) -> tuple[str, ...]:
    """Ids of a set in the order of its patterns; the id itself where it is none."""
    if id not in SETS:
        return (id,)
    known = (*atlas.structures, *atlas.vessels)
    return tuple(dict.fromkeys(i for pattern in SETS[id] for i in known if re.fullmatch(pattern, i)))


@lru_cache(maxsize=1)
def regions() -> Mapping[str, str]:
    """Region -> the slice that shows most of it. What every slice has (skin, fat) stands under the first one."""
    sizes: dict[str, tuple[float, str]] = {}
    for slice_id in AXIAL:
        for region in load_slice(slice_id).regions:
            size = area(region.outline)
            if size > 1.15 * sizes.get(region.id, (0.0, ""))[0]:
                sizes[region.id] = (size, slice_id)
    return {id: slice_id for id, (_, slice_id) in sizes.items()}


@lru_cache(maxsize=1)
def details() -> Mapping[str, str]:
    """Part of a cut-open vessel or of the belly wall -> the close-up that shows it."""
    found = {name: id for id, c in reversed(tuple(CLOSEUPS.items())) for name in c.anchors if name not in SIDED}
    return {**dict.fromkeys(PARTS, "belly_wall"), **found}


def find_exhibit(atlas: Atlas, words: Mapping[str, Named], text: str) -> str:
    """Id for an id, a plain name or an anatomical term. Raises ConfigError that names the nearest one.

    Exact names win over names that hold every word of the text.
    """
    known = exhibits(atlas)
    asked = words_of(text)
    slug = "_".join(asked)
    if slug in known:
        return slug
    named = _named(known, words)
    if asked and asked in named:
        return named[asked]
    found = [id for id in find(atlas, words, text) if id in known]
    if not found:
        found = [id for id in known if id in words and _holds(words[id], asked)]
    if found:
        return found[0]
    table = {**{" ".join(name): id for name, id in named.items()}, **{id.replace("_", " "): id for id in known}}
    names = [f"'{id}'" for id in _nearest(" ".join(asked), table)]
    listed = " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    hint = f"Did you mean {listed}?" if names else "Use a name of the atlas such as 'liver'."
    raise ConfigError(text or "''", "nothing in the body has this name.", hint)


def _named(known: Iterable[str], words: Mapping[str, Named]) -> dict[tuple[str, ...], str]:
    """Words of terms and plain names -> id; the first id of a name keeps it. Shortened names come after whole ones.

    Without a side: the left one.
    """
    named: dict[tuple[str, ...], str] = {}
    spoken = [id for id in known if id in words]
    for id in spoken:
        for name in (words[id].term, words[id].plain):
            named.setdefault(words_of(name), id)
    for id in spoken:
        named.setdefault(words_of(words[id].term.partition("(")[0]), id)
    for words_of_name, id in list(named.items()):
        named.setdefault(tuple(word for word in words_of_name if word not in ("left", "right")), id)
    return named


def _nearest(text: str, table: Mapping[str, str]) -> list[str]:
    """Ids of the names most like a text: the best, and those nearly as good."""
    near = difflib.get_close_matches(text, list(table), 2 * CLOSEST, 0.5)
    alike = {name: difflib.SequenceMatcher(None, name, text).ratio() for name in near}
    good = [table[name] for name in near if alike[name] >= alike[near[0]] - NEARLY]
    return list(dict.fromkeys(good))[:CLOSEST]


def _holds(word: Named, asked: tuple[str, ...]) -> bool:
    names = {*words_of(word.term), *words_of(word.plain)}
    return bool(asked) and all(any(name.startswith(part) for name in names) for part in asked)
