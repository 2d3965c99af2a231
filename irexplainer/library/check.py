"""Gates on texts and data of the library: every finding names file, place, problem and remedy.

The storyboards and the names of the atlas are checked where they are known (``irexplainer check`` joins all).
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from irexplainer.errors import ContentError
from irexplainer.library import gates_data, gates_text, gates_words
from irexplainer.library.finding import Finding, at
from irexplainer.library.load import Library, load_library
from irexplainer.library.procedure_files import REQUIRED
from irexplainer.library.types import Procedure

__all__ = ["Finding", "check_library", "check_procedure"]


def check_library(library: Library | None = None) -> list[Finding]:
    """Findings on the whole library, errors first, then by file and place.

    Raises ContentError only when the library itself cannot be read; a broken procedure is a finding.
    """
    library = library or load_library()
    found = [*_folders(library.folder / "procedures"), *_caught(partial(gates_words.check_words, library))]
    if not library.procedures:
        found.append(at("content/procedures", "", "there is no procedure.", "Copy _template and fill it in."))
    for id in library.procedures:
        found += _caught(partial(_read_and_check, library, id))
    return sorted(dict.fromkeys(found), key=lambda item: (item.severity != "error", item.file, item.place))


def check_procedure(library: Library, procedure: Procedure) -> Iterator[Finding]:
    """Findings on one procedure in every language it has."""
    yield from gates_data.check_data(procedure)
    steps = gates_data.step_ids(library, procedure)
    yield from gates_data.check_labels(library, procedure)
    for language, text in procedure.texts.items():
        yield from gates_text.check_text(library, procedure, text, steps)
        if language != "en":
            yield from gates_text.check_translation(procedure, text)


def _read_and_check(library: Library, id: str) -> Iterator[Finding]:
    yield from check_procedure(library, library.procedures[id])


def _caught(gate: Callable[[], Iterator[Finding]]) -> list[Finding]:
    try:
        return list(gate())
    except ContentError as error:
        file = error.where.partition(":")[0]
        return [Finding(file, error.where, error.problem, error.remedy, "error")]


def _folders(folder: Path) -> Iterator[Finding]:
    """A folder that has begun but lacks a file is not listed anywhere else."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if not path.is_dir() or path.name.startswith(("_", ".")):
            continue
        for name in (*REQUIRED, "story.toml"):
            if not (path / name).is_file():
                file = f"content/procedures/{path.name}/{name}"
                yield Finding(file, file, "the file is missing.", "Copy it from content/procedures/_template.", "error")
