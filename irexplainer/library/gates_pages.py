"""Gates on the words of pages that are not procedures."""

from collections.abc import Iterator

from irexplainer.library.compare_types import ASPECTS, Problem
from irexplainer.library.finding import Finding, at
from irexplainer.library.load import Library

COMPARE = "content/compare/en.toml"
PROBLEMS = "content/compare/problems.toml"


def words_of_problems(library: Library) -> Iterator[tuple[str, str]]:
    """(place, words) of all that is read on the page that compares ways, for the gate on reading grade."""
    for id, text in library.way_text("en").items():
        yield id, " ".join([text.text, *(getattr(text, name) for name in ASPECTS)]).strip()


def check_problems(library: Library) -> Iterator[Finding]:
    """Every way has all words, every source stands somewhere."""
    for problem in library.problems.values():
        yield from _words(library, problem)
        yield from _sources(library, problem)


def _words(library: Library, problem: Problem) -> Iterator[Finding]:
    texts = library.way_text("en")
    if problem.id not in texts or not texts[problem.id].text:
        yield at(COMPARE, problem.id, "what studies say is missing.", f"Add [{problem.id}] with title and text.")
    for way in problem.ways:
        key = f"{problem.id}-{way}"
        if key not in texts:
            yield at(COMPARE, key, "this way has no words.", f"Add [{key}].")
            continue
        for name in ASPECTS:
            if not getattr(texts[key], name):
                yield at(COMPARE, f"{key}.{name}", "these words are missing.", "Write them.")


def _sources(library: Library, problem: Problem) -> Iterator[Finding]:
    if problem.procedure not in library.procedures:
        yield at(PROBLEMS, problem.id, f"there is no procedure '{problem.procedure}'.", "Mend its name.")
        return
    own = {source.id for source in library.procedures[problem.procedure].sources}
    missing = [
        *(s for s in problem.sources if s not in own),
        *(s for s in problem.further if s not in library.way_sources),
    ]
    for source in missing:
        yield at(PROBLEMS, f"{problem.id}.sources", f"there is no source '{source}'.", "Mend its name or add it.")
    if not problem.sources:
        yield at(PROBLEMS, f"{problem.id}.sources", "nothing stands behind this comparison.", "Name a source.")
