"""``irexplainer check``: every gate on content and assets."""

import json
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from irexplainer.errors import ExplainerError

if TYPE_CHECKING:
    from irexplainer.library.load import Library

Finding = dict[str, str]


def _finding(error: ExplainerError, severity: str = "error") -> Finding:
    return {
        "file": error.where.partition(":")[0],
        "place": error.where,
        "problem": error.problem,
        "remedy": error.remedy,
        "severity": severity,
    }


def _texts(library: "Library") -> Iterator[Finding]:
    from irexplainer.library.check import check_library

    return map(asdict, check_library(library))


def _storyboards(library: "Library") -> Iterator[Finding]:
    """Compile every procedure with every combination of choices, in every language."""
    from itertools import product

    from irexplainer.atlas.load import load_atlas
    from irexplainer.story.compile import compile_storyboard

    atlas = load_atlas()
    for procedure in library.procedures.values():
        options = [[(choice.id, option) for option in choice.options] for choice in procedure.choices]
        for language in procedure.texts:
            for combination in product(*options):
                try:
                    compile_storyboard(procedure, atlas, dict(combination), language)
                except ExplainerError as error:
                    yield _finding(error)


def _vocabulary(library: "Library") -> Iterator[Finding]:
    """Every name of the atlas has a term, a plain name and a definition."""
    from irexplainer.atlas.load import load_atlas

    atlas = load_atlas()
    words = library.vocabulary("en")
    for id in (*atlas.structures, *atlas.vessels, *atlas.accesses, *atlas.targets):
        if id not in words:
            yield {
                "file": "content/vocabulary/en.toml",
                "place": f"content/vocabulary/en.toml: [{id}]",
                "problem": "this name of the atlas has no entry.",
                "remedy": "Add term, plain and definition.",
                "severity": "error",
            }


def _atlas(_library: "Library") -> Iterator[Finding]:
    """Slices that no procedure uses yet are read too."""
    from irexplainer.atlas.plates import AXIAL
    from irexplainer.atlas.slices import load_slice

    for plate in AXIAL:
        try:
            load_slice(plate)
        except ExplainerError as error:
            yield _finding(error)


def _assets(library: "Library") -> Iterator[Finding]:
    from irexplainer.paint.gates import check_assets

    return map(asdict, check_assets(library))


def findings() -> list[Finding]:
    """All findings, errors first, each once. What stops one gate does not stop the others."""
    from irexplainer.library.load import load_library

    try:
        library = load_library()
    except ExplainerError as error:
        return [_finding(error)]
    result: list[Finding] = []
    for gate in (_texts, _storyboards, _vocabulary, _atlas, _assets):
        try:
            result += gate(library)
        except ExplainerError as error:
            result.append(_finding(error))
    unique = {tuple(item.values()): item for item in result}
    return sorted(unique.values(), key=lambda item: item["severity"] != "error")


def run(options: Namespace) -> int:
    """Print all findings; 30 when there is an error, else 0."""
    result = findings()
    errors = sum(item["severity"] == "error" for item in result)
    if options.json:
        print(json.dumps(result, indent=2, ensure_ascii=False))
    else:
        for item in result:
            print(f"{item['severity']}: {item['place']}: {item['problem']} {item['remedy']}")
        print(f"{errors} errors, {len(result) - errors} remarks")
    return 30 if errors else 0
