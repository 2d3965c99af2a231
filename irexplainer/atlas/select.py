"""Parts of the atlas: what every scene may show, and what fits one sex. Kept per atlas, so that caches keep working."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar

from irexplainer.atlas.types import Atlas, Structure, Target, Vessel

Sexed = TypeVar("Sexed", Structure, Vessel, Target)
SEXES = ("female", "male", "")


class _Same:
    """An atlas as a key: the same object, not an equal one."""

    __slots__ = ("atlas",)

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas

    def __hash__(self) -> int:
        return id(self.atlas)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.atlas is self.atlas


def for_sex(atlas: Atlas, sex: str) -> Atlas:
    """The atlas without what belongs to the other sex; "" leaves only what everybody has. One object per sex.

    Raises ValueError on another word.
    """
    if sex not in SEXES:
        raise ValueError(f"sex {sex!r} is not one of {SEXES}")
    return _for_sex(_Same(atlas), sex)


def everyday(atlas: Atlas) -> Atlas:
    """The atlas without the vessels and targets that only a procedure that asks for them shows."""
    return _everyday(_Same(atlas))


def details(atlas: Atlas) -> tuple[str, ...]:
    """Names of the groups of vessels that a procedure may ask for."""
    return tuple(dict.fromkeys(v.detail for v in atlas.vessels.values() if v.detail))


def vessels_of_detail(atlas: Atlas, *groups: str) -> tuple[str, ...]:
    """Vessels of some groups, in the order of the files."""
    return tuple(v.id for v in atlas.vessels.values() if v.detail and v.detail in groups)


@lru_cache(maxsize=6)
def _for_sex(same: _Same, sex: str) -> Atlas:
    def fits(table: Mapping[str, Sexed]) -> dict[str, Sexed]:
        return {id: item for id, item in table.items() if item.sex in ("", sex)}

    atlas = same.atlas
    return _kept(atlas, fits(atlas.structures), fits(atlas.vessels), fits(atlas.targets))


@lru_cache(maxsize=2)
def _everyday(same: _Same) -> Atlas:
    atlas = same.atlas
    vessels = {id: v for id, v in atlas.vessels.items() if not v.detail}
    return _kept(atlas, atlas.structures, vessels, {id: t for id, t in atlas.targets.items() if not t.detail})


def _kept(
    atlas: Atlas, structures: Mapping[str, Structure], vessels: Mapping[str, Vessel], targets: Mapping[str, Target]
) -> Atlas:
    """The atlas with these parts, and of the rest what still has all it refers to."""
    targets = {
        id: t
        for id, t in targets.items()
        if t.host in structures and all(v in vessels for v in (*t.feeders, *filter(None, (t.vessel,))))
    }
    return Atlas(
        structures,
        vessels,
        {id: a for id, a in atlas.accesses.items() if a.vessel is None or a.vessel in vessels},
        targets,
        {id: t for id, t in atlas.tracks.items() if not t.target or t.target in targets},
        tuple(k for k in atlas.links if k.a in vessels and k.b in vessels),
    )
