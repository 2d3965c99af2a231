"""Gate on jargon: a hard word that patients read must be explained in the glossary or the vocabulary."""

import re
from collections.abc import Iterable, Iterator

from irexplainer.library.finding import Finding, at
from irexplainer.library.load import Library
from irexplainer.library.reading import plain_lines, syllables, words_of
from irexplainer.library.types import Procedure

HARD = 4
"""Syllables from which a word counts as hard unless it is an everyday one."""

_EVERYDAY = """
    ability activities activity actually alternative alternatives anybody appointment definitely difficulty
    emergency especially everybody experience february generally identify immediately information interesting
    january material materials memory military necessary operation operations ordinary original particular
    population possibility regularly responsible secretary situation supermarket television temperature
    uncomfortable university usually
"""
EVERYDAY = frozenset(_EVERYDAY.split())
"""Hard words that need no explanation."""

_MARKED = re.compile(r"(?<!\*)\*([^*\n]+)\*(?!\*)")


def known_terms(library: Library) -> frozenset[str]:
    """Every word explained somewhere, in lower case, and every single word of an explained phrase."""
    names: set[str] = set()
    for term in library.glossary("en").values():
        names.update(name.casefold() for name in (term.word, *term.forms))
    for word in library.vocabulary("en").values():
        names.update((word.term.casefold(), word.plain.casefold()))
    return frozenset(names | {part for name in names for part in re.split(r"[\s/-]+", name)})


def undefined_terms(
    library: Library, procedure: Procedure, file: str, parts: Iterable[tuple[str, str]]
) -> Iterator[Finding]:
    """Words marked as terms (``*word*``) and hard words that nobody explains; each once, where it stands first."""
    known = known_terms(library)
    own = {procedure.id.casefold(), *(word.casefold() for word in procedure.abbreviation.split())}
    reported: set[str] = set()
    for key, value in parts:
        marked = [name.strip().casefold() for name in _MARKED.findall(value)]
        hard = [word.casefold() for line in plain_lines(value) for word in words_of(line) if _hard(word)]
        for name in (*marked, *hard):
            if name in known or name in own or name in reported or name.removesuffix("s") in known:
                continue
            if name in EVERYDAY and name not in marked:
                continue
            reported.add(name)
            yield at(
                file, key, f"'{name}' is not explained.", "Add it to content/glossary/en.toml or use a plain word."
            )


def _hard(word: str) -> bool:
    return word.isalpha() and syllables(word) >= HARD
