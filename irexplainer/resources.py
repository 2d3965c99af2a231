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
