"""Bake all reliefs: ``python -m irexplainer.paint.bake``. Deterministic; a minute or less on one core."""

import sys
from pathlib import Path

from irexplainer.atlas.load import load_atlas
from irexplainer.paint.parts import Part, parts_of
from irexplainer.paint.textures import BODY_SHELLS, bake, baked_file


def bake_parts(parts: dict[str, Part], folder: Path | None = None) -> int:
    """Write one picture per part and body shell; returns the bytes written."""
    total = 0
    for key, part in sorted(parts.items()):
        for name in ("", *BODY_SHELLS) if key == "body" else ("",):
            target = (folder or baked_file("x").parent) / f"{name or key}.png"
            target.parent.mkdir(parents=True, exist_ok=True)
            image = bake(part, name)
            if not name:
                image = image.convertToFormat(image.Format.Format_RGB888)
            image.save(str(target), "PNG", 30)  # type: ignore[call-overload]
            total += target.stat().st_size
    return total


def main() -> int:
    """Bake everything the atlas has."""
    total = bake_parts(dict(parts_of(load_atlas())))
    print(f"{total / 1e6:.1f} MB in {baked_file('x').parent}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
