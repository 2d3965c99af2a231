"""Finding procedures by what people call them: lay words, symptoms, organs, abbreviations, misspellings.

The ranking is deterministic: points for the best match of every word, then the order of the sidebar.
"""

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from irexplainer.library.load import Library
from irexplainer.library.types import Procedure

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_STOP_WORDS = "a an and at by for from how i in is it me my of on or the to with you your what through into"
_STOP = frozenset(_STOP_WORDS.split())

SYNONYMS = {
    "chemo": "chemotherapy", "chemotherapy": "chemo", "cancer": "tumor", "tumour": "tumor", "growth": "tumor",
    "lump": "tumor", "hepatic": "liver", "renal": "kidney", "uterus": "womb", "uterine": "womb", "myoma": "fibroid",
    "leiomyoma": "fibroid", "bleeding": "bleed", "freezing": "freeze", "frozen": "freeze", "ice": "freeze",
    "cold": "freeze", "tube": "drain", "drainage": "drain", "catheter": "tube", "pee": "urine", "urinate": "urine",
    "urinary": "urine", "blocked": "block", "blockage": "block", "menstruation": "period", "menstrual": "period",
    "embolisation": "embolization", "chemoembolisation": "chemoembolization", "kidneys": "kidney", "tumours": "tumor",
    "tummy": "belly", "abdomen": "belly", "hydronephrosis": "nephrostomy", "pcn": "nephrostomy",
}  # fmt: skip
"""English word -> one more word it may stand for; translations bring their own in ``synonyms``."""

FIELDS = {"title": 12, "short_name": 12, "abbreviation": 12, "synonyms": 9, "subtitle": 6, "symptoms": 8, "organs": 5,
          "group": 4, "one_sentence": 3, "body": 1}  # fmt: skip
"""Points of a match by where it stands."""

WORTH = 0.15
"""Share of the best hit's points below which a hit is left out."""

NAMED_WORTH = 0.4
"""The same for parts of the body: what has a word only in its definition goes where a name has it."""

EXACT, PREFIX, SYNONYM, MISSPELT = 1.0, 0.8, 0.75, 0.55


STRUCTURE = "structure"
WORD_FIELDS = {"plain": 12, "term": 10, "id": 6, "definition": 3}
"""The same for the names of the body."""


@dataclass(frozen=True, slots=True)
class StructureHit:
    """A part of the body found. kind: always ``structure``; score and matched as in ``Hit``."""

    id: str
    score: float
    matched: tuple[str, ...]
    kind: str = STRUCTURE


@dataclass(frozen=True, slots=True)
class Hit:
    """A procedure found. score: points, higher is better; matched: the words of the procedure that fit."""

    id: str
    score: float
    matched: tuple[str, ...]


def fold(text: str) -> str:
    """Lower case without accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


def words_in(text: str) -> list[str]:
    """Folded words of a text."""
    return _WORD.findall(fold(text))


def stem(word: str) -> str:
    """A plural without its s: fibroids -> fibroid, arteries -> artery."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=4096)
def distance(a: str, b: str, limit: int) -> int:
    """Edits (insert, delete, replace, swap of neighbors) from a to b; more than ``limit`` gives limit + 1."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        if min(row) > limit:
            return limit + 1
        before, last = last, row
    return min(last[-1], limit + 1)


def _fit(query: str, word: str) -> float:
    """How well one word of a query fits one word of a text: 0 to 1."""
    if query == word or stem(query) == stem(word):
        return EXACT
    if len(query) >= 2 and word.startswith(query):
        return PREFIX
    if SYNONYMS.get(query) == word or SYNONYMS.get(stem(query)) == word:
        return SYNONYM
    limit = 0 if len(query) < 4 else 1 if len(query) < 7 else 2
    if limit and query[0] == word[0]:
        edits = min(distance(query, word, limit), distance(stem(query), stem(word), limit))
        if edits <= limit:
            return MISSPELT - 0.1 * edits
    return 0.0


def _fields(library: Library, procedure: Procedure, language: str) -> Iterator[tuple[str, str]]:
    text = procedure.text(language)
    group = library.group_text(language).get(procedure.group)
    yield "title", text.title
    yield "short_name", text.short_name
    yield "abbreviation", procedure.abbreviation
    yield "synonyms", " ".join(text.synonyms)
    yield "subtitle", text.subtitle
    yield "symptoms", " ".join(procedure.symptoms)
    yield "organs", " ".join(procedure.organs)
    yield "group", group.title if group else ""
    yield "one_sentence", text.one_sentence
    yield "body", f"{procedure.id} {text.sections.get('what_it_is', '')} {text.sections.get('why', '')}"


def _points(
    query: str, index: list[tuple[str, tuple[str, ...]]], worth: Mapping[str, int] = FIELDS
) -> tuple[float, str]:
    best, found = 0.0, ""
    for field, words in index:
        for word in words:
            points = worth[field] * _fit(query, word)
            if points > best:
                best, found = points, word
    return best, found


def _queries(text: str) -> list[str]:
    """Words that are looked for."""
    words = words_in(text[:200])[:12]
    return [word for word in words if word not in _STOP] or words


def search(library: Library, text: str, language: str = "en") -> list[Hit]:
    """Procedures that fit every word of ``text``, best first; ties stand in the order of the sidebar.

    When no procedure fits all words, those that fit the most are given. No words: no hits.
    """
    queries = _queries(text)
    if not queries:
        return []
    hits: list[tuple[int, Hit]] = []
    for id, procedure in library.procedures.items():
        index = [
            (field, tuple(dict.fromkeys(words_in(value)))) for field, value in _fields(library, procedure, language)
        ]
        found = [_points(query, index) for query in queries]
        fitting = sum(points > 0 for points, _ in found)
        if fitting:
            matched = tuple(dict.fromkeys(word for _, word in found if word))
            hits.append((fitting, Hit(id, round(sum(points for points, _ in found), 3), matched)))
    most = max((fitting for fitting, _ in hits), default=0)
    fit = sorted((hit for fitting, hit in hits if fitting == most), key=lambda hit: -hit.score)
    return [hit for hit in fit if hit.score >= WORTH * fit[0].score]


def search_structures(
    library: Library, text: str, language: str = "en", known: Container[str] | None = None
) -> list[StructureHit]:
    """Parts of the body that fit every word of ``text``, by plain name, term or what they do; best first.

    known: ids that may be found, None for every name that is not a tool. Short names come before long ones.
    """
    queries = _queries(text)
    hits: list[tuple[int, StructureHit]] = []
    best = 0.0
    for id, word in library.vocabulary(language).items():
        if (known is not None and id not in known) or (known is None and id in library.tools):
            continue
        named = {"plain": word.plain, "term": word.term, "id": id.replace("_", " "), "definition": word.definition}
        index = [(field, tuple(dict.fromkeys(words_in(value)))) for field, value in named.items()]
        found = [_points(query, index, WORD_FIELDS) for query in queries]
        if found and all(points > 0 for points, _ in found):
            matched = tuple(dict.fromkeys(name for _, name in found))
            score = round(sum(points for points, _ in found), 3)
            hits.append((len(word.plain), StructureHit(id, score, matched)))
            best = max(best, score)
    kept = [pair for pair in hits if pair[1].score >= NAMED_WORTH * best]
    return [hit for _, hit in sorted(kept, key=lambda pair: (-pair[1].score, pair[0], pair[1].id))]
