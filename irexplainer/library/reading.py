"""Reading grade of English text: the median of five published formulas.

Flesch-Kincaid grade (Kincaid and others 1975), Gunning fog index (Gunning 1952), SMOG (McLaughlin 1969),
Coleman-Liau index (1975), automated readability index (Smith and Senter 1967). Each guesses the US school grade
needed; they disagree on short texts, so the median is taken. Syllables are counted by rule, with a list of exceptions
for words of this field.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’]*(?:[.,][0-9]+)*(?:-[A-Za-z0-9'’]+)*%?")
_END = re.compile(r"(?<=[.!?:;])[\"')\]]*\s+")
_LIST = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_VOWELS = re.compile(r"[aeiouy]+")
_TWO = re.compile(r"(?:ia(?!n$|l$)|io(?!us|n)|iu|eo(?!u)|ua(?!r)|uo|[^q]ui[nt]|ying|[aeiouy]ing|creat)")
_SILENT = re.compile(
    r"(?:[^aeiouy]e|[^aeiouydt]ed|[^aeiouyszxcgh]es|[cgsz]hes|[^aeiou]eless|[^aeiou]ely|[^aeiou]eful)$"
)

SYLLABLES = {
    "ache": 1, "aches": 1, "area": 3, "area's": 3, "areas": 3, "arterial": 4, "arteries": 3, "artery": 3, "before": 2,
    "being": 2, "biopsy": 3, "bowel": 2, "bowels": 2, "business": 2, "calyx": 2, "catheter": 3, "client": 2,
    "closed": 1, "create": 2, "die": 1, "died": 1, "dies": 1, "diet": 2, "different": 2, "doing": 2, "dye": 1,
    "dyes": 1, "evening": 2, "every": 2, "everything": 3, "eye": 1, "eyes": 1, "february": 4, "fibroid": 2,
    "fibroids": 2, "fire": 1, "fluid": 2, "fluids": 2, "going": 2, "here": 1, "hour": 1, "hours": 1, "idea": 3,
    "into": 2, "january": 4, "lie": 1, "lies": 1, "material": 4, "materials": 4, "medial": 3, "medicine": 3,
    "medicines": 3, "more": 1, "nausea": 3, "needle": 2, "needles": 2, "our": 1, "people": 2, "period": 3,
    "periods": 3, "quiet": 2, "quietly": 3, "radial": 3, "radiologist": 6, "real": 1, "science": 2, "seeing": 2,
    "serial": 3, "several": 2, "someone": 2, "something": 2, "sometimes": 2, "somewhere": 2, "the": 1, "there": 1,
    "therefore": 2, "tied": 1, "towel": 2, "trial": 2, "trials": 2, "tube": 1, "tubes": 1, "ureter": 3, "used": 1,
    "usually": 4, "uterine": 3, "uterus": 3, "where": 1, "wire": 1, "wires": 1, "womb": 1, "wombs": 1, "your": 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """Counts of a text and the grade of each formula; ``grade`` is their median."""

    sentences: int
    words: int
    flesch_kincaid: float
    gunning_fog: float
    smog: float
    coleman_liau: float
    automated: float

    @property
    def grade(self) -> float:
        """Median of the five formulas."""
        return median((self.flesch_kincaid, self.gunning_fog, self.smog, self.coleman_liau, self.automated))


def plain_lines(markdown: str) -> list[str]:
    """Paragraphs and list items of Markdown without its marks; headings and tables' rules are left out."""
    lines: list[str] = []
    open_paragraph = False
    for raw in markdown.split("\n"):
        line = raw.strip()
        if not line or line.startswith("#") or set(line) <= {"|", "-", ":", " "}:
            open_paragraph = False
            continue
        item = bool(_LIST.match(raw))
        text = _LINK.sub(r"\1", _LIST.sub("", raw)).replace("**", "").replace("*", "").replace("`", "").strip(" |>")
        if open_paragraph and not item:
            lines[-1] += " " + text
        else:
            lines.append(text)
        open_paragraph = True
    return [line for line in lines if line]


def sentences_of(markdown: str) -> list[str]:
    """Sentences; a list item is at least one. A colon or semicolon ends one too: the eye rests there."""
    return [part.strip() for line in plain_lines(markdown) for part in _END.split(line) if WORD.search(part)]


def words_of(text: str) -> list[str]:
    """Words and numbers of a text without marks."""
    return WORD.findall(text)


def syllables(word: str) -> int:
    """Syllables of an English word, at least 1; a number counts as one."""
    clean = word.lower().replace("’", "'").removesuffix("'s").strip("'")
    if "-" in clean:
        return sum(syllables(part) for part in clean.split("-") if part)
    if clean in SYLLABLES:
        return SYLLABLES[clean]
    if not clean.isalpha():
        return 1
    count = len(_VOWELS.findall(clean)) + len(_TWO.findall(clean))
    if _SILENT.search(clean) and not clean.endswith(("le", "les")):
        count -= 1
    if clean.endswith(("le", "les")) and len(clean) > 3 and clean.rstrip("s")[-3] in "aeiouy":
        count -= 1
    return max(count, 1)


def _hard(word: str) -> bool:
    """Three syllables or more, not counting the endings es, ed, ing (Gunning)."""
    stem = re.sub(r"(?:es|ed|ing)$", "", word.lower())
    return syllables(word) >= 3 and "-" not in word and syllables(stem) >= 3


def measure(markdown: str) -> Reading:
    """Measure English Markdown; an empty text has grade 0 by every formula."""
    sentences = sentences_of(markdown)
    words = [word for sentence in sentences for word in words_of(sentence)]
    return _measure(len(sentences), words)


def _measure(sentences: int, words: Sequence[str]) -> Reading:
    count = len(words)
    if not count:
        return Reading(0, 0, 0.0, 0.0, 0.0, 0.0, 0.0)
    letters = sum(char.isalnum() for word in words for char in word)
    spoken = [syllables(word) for word in words]
    length = count / sentences
    poly = sum(n >= 3 for n in spoken)
    hard = sum(_hard(word) for word in words)
    return Reading(
        sentences=sentences,
        words=count,
        flesch_kincaid=0.39 * length + 11.8 * sum(spoken) / count - 15.59,
        gunning_fog=0.4 * (length + 100 * hard / count),
        smog=1.0430 * math.sqrt(30 * poly / sentences) + 3.1291,
        coleman_liau=5.88 * letters / count - 29.6 * sentences / count - 15.8,
        automated=4.71 * letters / count + 0.5 * length - 21.43,
    )


def grade(markdown: str) -> float:
    """Median reading grade of English Markdown."""
    return measure(markdown).grade
