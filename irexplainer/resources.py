"""Where content and assets live: inside the wheel, or beside the package in a clone."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    inside = _PACKAGE / "_data" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def content_dir() -> Path:
    """Folder of texts and procedures."""
    return _folder("content")


def assets_dir() -> Path:
    """Folder of atlas data, fonts, icons and baked pictures."""
    return _folder("assets")


def name_of(path: Path) -> str:
    """How a file is named in errors: from the folder content or assets on, with forward slashes."""
    parts = path.parts
    roots = [i for i, part in enumerate(parts) if part in ("content", "assets")]
    return "/".join(parts[roots[-1] if roots else max(len(parts) - 3, 0) :])
