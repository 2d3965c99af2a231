"""Reading content files: size and depth limits, strict decoding, errors with file, line and remedy."""

import math
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from irexplainer.errors import ContentError
from irexplainer.resources import name_of

T = TypeVar("T")

MAX_BYTES = 1 << 20
MAX_DEPTH = 16
MAX_STRING = 20_000
MAX_ITEMS = 20_000

_DEEP_KEY = re.compile(rf"(?<![\w\"'-])(?:[\w\"'-]+\s*\.\s*){{{MAX_DEPTH + 1}}}")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e]")
_AT = re.compile(r"\(at line (\d+), column \d+\)")


def where_of(path: Path) -> str:
    """How a file is named in errors: from the content folder on, with forward slashes."""
    return name_of(path)


def read_text(path: Path) -> str:
    """Text of a UTF-8 file of at most MAX_BYTES without control or text-direction override characters."""
    where = where_of(path)
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise ContentError(where, "the file is missing.", "Add it; content/procedures/_template shows how.") from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ContentError(where, f"the file cannot be read ({reason}).", "Mend its permissions.") from None
    if len(raw) > MAX_BYTES:
        raise ContentError(where, f"the file is larger than {MAX_BYTES} bytes.", "Split it.")
    try:
        text = raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ContentError(f"{where}:{line}", "this is not UTF-8.", "Save the file as UTF-8.") from None
    found = _FORBIDDEN.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        name = f"U+{ord(found.group()):04X}"
        raise ContentError(f"{where}:{line}", f"the character {name} is not allowed.", "Remove it.")
    return text


def parse_toml(text: str, where: str, first_line: int = 1) -> dict[str, object]:
    """Parse TOML within the limits; ``first_line`` is the line of the file on which ``text`` begins."""
    deep = _DEEP_KEY.search(text)
    if deep:
        line = text.count("\n", 0, deep.start()) + first_line
        raise ContentError(f"{where}:{line}", f"a key has more than {MAX_DEPTH} parts.", "Shorten it.")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        at = _AT.search(message)
        line = int(at[1]) + first_line - 1 if at else text.count("\n") + first_line
        problem = _AT.sub("", message).strip().rstrip(".")
        raise ContentError(f"{where}:{line}", f"this is not TOML: {problem}.", "Mend the line.") from None
    except (RecursionError, ValueError, OverflowError) as error:
        raise ContentError(where, f"this cannot be read ({type(error).__name__}).", "Simplify the file.") from None
    _limit(data, where)
    return data


def _children(value: object) -> Iterable[tuple[str, object]]:
    if isinstance(value, Mapping):
        return ((str(key), item) for key, item in value.items())
    if isinstance(value, list):
        return ((str(index), item) for index, item in enumerate(value))
    return ()


def _limit(data: dict[str, object], where: str) -> None:
    """Depth, count, length of strings, and no NaN or infinity."""
    stack: list[tuple[str, object, int]] = [("", data, 0)]
    items = 0
    while stack:
        place, value, depth = stack.pop()
        items += 1
        problem = ""
        if depth > MAX_DEPTH:
            problem = f"this is nested deeper than {MAX_DEPTH} levels."
        elif items > MAX_ITEMS:
            problem = f"the file holds more than {MAX_ITEMS} values."
        elif isinstance(value, str) and (len(value) > MAX_STRING or _FORBIDDEN.search(value)):
            problem = f"the text is longer than {MAX_STRING} characters or holds a control character."
        elif isinstance(value, float) and not math.isfinite(value):
            problem = "this is not a finite number."
        if problem:
            raise ContentError(f"{where}: {place or 'top level'}", problem, "Simplify it.")
        stack.extend((f"{place}.{key}".lstrip("."), item, depth + 1) for key, item in _children(value))


def _line_of(text: str, path: str, first_line: int) -> int:
    """Line on which the last key of ``a.b.c`` most probably stands; 0 when not found."""
    keys = [key for key in re.split(r"[.\[\]]+", path) if key and not key.isdigit() and key != "..."]
    offset, found = 0, -1
    for key in keys:
        pattern = re.compile(rf"^\s*(?:\[+[^\n\]]*\b{re.escape(key)}\b|\"?{re.escape(key)}\"?\s*[=.])", re.MULTILINE)
        match = pattern.search(text, offset)
        if match:
            offset = found = match.start()
    return 0 if found < 0 else text.count("\n", 0, found + len(text[found:]) - len(text[found:].lstrip())) + first_line


def _at(data: object, steps: list[str]) -> object:
    for step in steps:
        data = data[int(step)] if isinstance(data, list) else data[step]  # type: ignore[index]  # as msgspec walked it
    return data


def _named(data: object, kind: type[object], path: str) -> str:
    """The path of an error with every ``[...]``, as msgspec writes keys of tables, replaced by the key at fault.

    The key is found by decoding again with one entry of the table at a time.
    """
    while "[...]" in path:
        before, _, after = path.partition("[...]")
        steps = [step for step in re.split(r"[.\[\]]+", before) if step]
        copy = msgspec.json.decode(msgspec.json.encode(data, enc_hook=str))
        table = _at(copy, steps)
        if not isinstance(table, dict):
            break
        entries = dict(table)
        for key, entry in entries.items():
            table.clear()
            table[key] = entry
            try:
                msgspec.convert(copy, kind, strict=True)
            except msgspec.ValidationError:
                path = f"{before}.{key}{after}"
                data = copy
                break
        else:
            break
    return path


def decode(data: object, kind: type[T], where: str, text: str = "", first_line: int = 1, under: str = "") -> T:
    """Turn plain data into ``kind``; ContentError naming file, line and key when it does not fit.

    text, first_line: what the data was parsed from, to find the line. under: key of the data in its file.
    """
    try:
        return msgspec.convert(data, kind, strict=True)
    except msgspec.ValidationError as error:
        problem, _, path = str(error).partition(" - at `$")
        key = _named(data, kind, path.rstrip("`").lstrip("."))
        if "unknown field" in problem:
            key = f"{key}.{problem.rpartition('`')[0].rpartition('`')[2]}".lstrip(".")
        key = f"{under}.{key}".strip(".")
        line = _line_of(text, key, first_line) if key else 0
        place = f"{where}:{line}" if line else where
        place = f"{place}: {key}" if key else place
        raise ContentError(place, f"{problem.rstrip('.')}.", "Compare with content/procedures/_template.") from None
    except RecursionError:
        raise ContentError(where, "this is nested too deeply.", "Simplify the file.") from None


def read_data(path: Path) -> tuple[dict[str, object], str, str]:
    """(data, text, name in errors) of a TOML file."""
    text, where = read_text(path), where_of(path)
    return parse_toml(text, where), text, where


def decode_table(data: object, kind: type[T], where: str, text: str = "", under: str = "") -> dict[str, T]:
    """A table of tables ``[id]``, each decoded into ``kind``; a field ``id`` is filled with the name of its table."""
    if not isinstance(data, Mapping):
        raise ContentError(f"{where}: {under}", "this is not a table.", f"Write [{under}].")
    has_id = "id" in getattr(kind, "__struct_fields__", ())
    result: dict[str, T] = {}
    for id, entry in data.items():
        place = f"{under}.{id}".lstrip(".")
        if has_id and not isinstance(entry, dict):
            raise ContentError(f"{where}: {place}", "this is not a table.", f"Write [{place}].")
        if has_id and "id" in entry:
            raise ContentError(f"{where}: {place}", "the id is the name of the table.", "Remove the line 'id'.")
        full = {**entry, "id": id} if has_id else entry
        result[id] = decode(full, kind, where, text, 1, place)
    return result
