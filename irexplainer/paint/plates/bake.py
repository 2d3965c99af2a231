"""Bake the plates: ``python -m irexplainer.paint.plates.bake [name ...]``. Deterministic; about a minute."""

import sys
from collections.abc import Sequence

from irexplainer.atlas.load import load_atlas
from irexplainer.paint.plates import (
    axial_bake,
    belly_wall_bake,
    chest_wall_bake,
    closeup_bake,
    heart_bake,
    layer_bake,
    prostate_bake,
    spine_bake,
    uterus_bake,
)
from irexplainer.paint.plates.store import Stored, is_fresh, plate_file, write


def pictures() -> tuple[Stored, ...]:
    """Every stored picture of every plate."""
    atlas = load_atlas()
    return (
        *axial_bake.pictures(),
        *layer_bake.pictures(atlas),
        *uterus_bake.pictures(atlas),
        *heart_bake.pictures(atlas),
        *prostate_bake.pictures(atlas),
        *spine_bake.pictures(atlas),
        *chest_wall_bake.pictures(atlas),
        *belly_wall_bake.pictures(atlas),
        *closeup_bake.pictures(),
    )


def stale() -> list[str]:
    """Names of shipped pictures that no longer fit what they are made from."""
    return [stored.name for stored in pictures() if not is_fresh(stored)]


def bake_plates(only: Sequence[str] = ()) -> int:
    """Write the plates whose name starts with one of ``only`` (all when empty); returns the bytes written."""
    if not only or any(name.startswith(("uterus", "fibroid")) for name in only):
        uterus_bake.bake_twigs(load_atlas())
    if not only or any(name.startswith("prostate") for name in only):
        prostate_bake.bake_twigs(load_atlas())
    chosen = [s for s in pictures() if not only or any(s.name.startswith(o) for o in only)]
    return sum(write(stored) for stored in chosen)


def main(arguments: Sequence[str]) -> int:
    """Bake what the command line names."""
    total = bake_plates(arguments)
    print(f"{total / 1e6:.1f} MB in {plate_file('x').parent}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
