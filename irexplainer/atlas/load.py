"""The atlas from its files: read, expanded, checked. One object per run."""

import re
from collections.abc import Callable, Container, Iterable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec

from irexplainer.atlas.records import AtlasFile, LinkRecord
from irexplainer.atlas.shapes import structures_of
from irexplainer.atlas.skeleton import disc, rib, vertebra
from irexplainer.atlas.tree import vessels_of
from irexplainer.atlas.types import Access, Atlas, Link, Structure, Target, Track, Vessel
from irexplainer.errors import ContentError
from irexplainer.resources import assets_dir, name_of

Made = TypeVar("Made")
Read = TypeVar("Read")
Named = TypeVar("Named", Structure, Access, Target, Track)


@lru_cache(maxsize=1)
def load_atlas() -> Atlas:
    """The shipped atlas, read once. Raises ContentError on bad data."""
    return read_atlas(assets_dir() / "atlas")


def read_atlas(folder: Path) -> Atlas:
    """Atlas of the ``*.toml`` files of a folder (not of its subfolders). Raises ContentError."""
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise ContentError(
            name_of(folder), "there are no atlas files.", "Install the package again or restore assets/."
        )
    read = {file: read_file(file) for file in files}
    structures = _table((file, s) for file, records in read.items() for s in _structures(file, records))
    data = list(read.items())
    return _checked(
        folder,
        Atlas(
            structures,
            _vessels(folder, read.values()),
            _table((file, Access(a.id, a.skin, a.entry, a.vessel, a.plate)) for file, d in data for a in d.access),
            _table(
                (file, Target(t.id, t.host, t.center, t.radius, t.kind, tuple(t.feeders), t.sex, t.vessel, t.detail))
                for file, d in data
                for t in d.target
            ),
            _table(
                (file, Track(t.id, t.skin, t.end, tuple((x.name, x.depth) for x in t.tissues), t.target, t.position))
                for file, d in data
                for t in d.track
            ),
            tuple(_link(k) for d in read.values() for k in d.link),
        ),
    )


def _link(k: LinkRecord) -> Link:
    return Link(k.a, k.b, k.at, k.at_b or k.at, k.kind)


def _structures(file: Path, data: AtlasFile) -> Iterable[Structure]:
    yield from _each(file, "structure", data.structure, structures_of)
    yield from _each(file, "vertebra", data.vertebra, lambda r: [vertebra(r)])
    yield from _each(file, "disc", data.disc, lambda r: [disc(r)])
    yield from _each(file, "rib", data.rib, rib)


def _table(items: Iterable[tuple[Path, Named]]) -> dict[str, Named]:
    """Items by id. Raises ContentError on an id used twice."""
    found: dict[str, Named] = {}
    for file, item in items:
        _unique(file, item.id, found)
        found[item.id] = item
    return found


def read_file(file: Path) -> AtlasFile:
    """One file. Raises ContentError with file and key."""
    try:
        return msgspec.toml.decode(file.read_bytes(), type=AtlasFile)
    except OSError as error:
        problem = f"the file cannot be read ({error.strerror})."
        raise ContentError(name_of(file), problem, "Check that the file exists.") from error
    except msgspec.ValidationError as error:
        text = str(error)
        at = re.search(r"`\$\.?(.*?)`$", text)
        where = f"{name_of(file)}: {at.group(1)}" if at and at.group(1) else name_of(file)
        raise ContentError(where, f"{text.split(' - at')[0]}.", _KEYS) from error
    except msgspec.DecodeError as error:
        raise ContentError(name_of(file), f"this is not TOML: {error}.", "Mend the line.") from error


_KEYS = "See irexplainer/atlas/records.py for the keys and docs/atlas.md for their meaning."


def _each(file: Path, key: str, records: list[Read], make: Callable[[Read], list[Made]]) -> Iterable[Made]:
    for i, record in enumerate(records):
        try:
            yield from make(record)
        except ValueError as error:
            name = getattr(record, "id", i)
            raise ContentError(f"{name_of(file)}: {key} {name}", f"{error}.", _KEYS) from error


def _vessels(folder: Path, files: Iterable[AtlasFile]) -> dict[str, Vessel]:
    try:
        return vessels_of([v for data in files for v in data.vessel])
    except ValueError as error:
        id = str(error).partition(":")[0]
        raise ContentError(
            f"{name_of(folder)}: vessel {id}", f"{error}.", "Correct its points, parent or next."
        ) from error


def _unique(file: Path, id: str, known: Container[str]) -> None:
    if id in known:
        raise ContentError(f"{name_of(file)}: {id}", "this id is used twice.", "Rename or remove one of the two.")


def _checked(folder: Path, atlas: Atlas) -> Atlas:
    """The atlas, when every name it refers to exists."""

    def must(what: str, name: str | None, known: Iterable[str]) -> None:
        if name is not None and name not in known:
            raise ContentError(f"{name_of(folder)}: {what}", f"{name!r} does not exist.", "Use an id of the atlas.")

    for a in atlas.accesses.values():
        must(f"access {a.id}, vessel", a.vessel, atlas.vessels)
    for t in atlas.targets.values():
        must(f"target {t.id}, host", t.host, atlas.structures)
        for feeder in t.feeders:
            must(f"target {t.id}, feeders", feeder, atlas.vessels)
        must(f"target {t.id}, vessel", t.vessel or None, atlas.vessels)
    for track in atlas.tracks.values():
        must(f"track {track.id}, target", track.target or None, atlas.targets)
    for link in atlas.links:
        for end in (link.a, link.b):
            must(f"link {link.a}, {link.b}", end, atlas.vessels)
    return atlas
