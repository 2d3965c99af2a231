"""Where words of the glossary stand in a text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from irexplainer.library.types import Term


@dataclass(frozen=True, slots=True)
class TermSpan:
    """start, length: letters of the text. id: entry of the glossary."""

    start: int
    length: int
    id: str


@dataclass
class TermFinder:
    """Finds each entry once, where it stands first in what is handed in one text after the other."""

    glossary: Mapping[str, Term]
    seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._ids = {
            name.casefold(): term.see or id for id, term in self.glossary.items() for name in (term.word, *term.forms)
        }
        names = "|".join(re.escape(name) for name in sorted(self._ids, key=len, reverse=True))
        self._pattern = re.compile(rf"(?<![\w-])(?:{names})(?![\w-])", re.IGNORECASE) if names else None

    def find(self, text: str) -> list[TermSpan]:
        """Words of the text that the glossary explains and that have not been met yet; the longest name wins."""
        found = []
        for match in self._pattern.finditer(text) if self._pattern else ():
            id = self._ids[match[0].casefold()]
            if id not in self.seen:
                self.seen.add(id)
                found.append(TermSpan(match.start(), match.end() - match.start(), id))
        return found
