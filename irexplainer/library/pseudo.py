"""Languages that exist only for tests: en-XA (accented, longer, in brackets) and ar-XB (right to left).

They are made from English when asked for, never stored. Placeholders (``{name}``, ``%n``), marks of sources, Markdown
and the bar between the two lines of a label stay as they are; single letters (R, L on pictures) too. ar-XB uses no
override characters: every word stands between right-to-left marks, so its letters stay readable while the order of
words and the direction of the paragraph follow the right-to-left rules; Arabic letters at both ends show whether the
font has them.
"""

import re
from typing import TypeVar

import msgspec

from irexplainer.library.types import ProcedureText, StepText

T = TypeVar("T")

PSEUDO = ("en-XA", "ar-XB")

RLM = "\u200f"
ARABIC_LETTER = "\u0639"
GROWTH = 0.4

_ACCENTS = str.maketrans(
    "aAbBcCdDeEfFgGhHiIjJkKlLmMnNoOpPqQrRsStTuUvVwWxXyYzZ",
    "åÅƀƁçÇðÐéÉƒƑĝĜĥĤîÎĵĴķĶļĻɱṀñÑöÖþÞǫǪŕŔšŠţŢûÛṽṼŵŴẋẊýÝžŽ",
)
_PADDING = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_SOURCE = r"\[[A-Z]\d+(?:, ?[A-Z]\d+)*\]"
_KEEP = re.compile(r"(\{[^{}]*\}|%n|\]\([^)]*\)|https?://\S+|" + _SOURCE + ")")
_SPACE = re.compile(r" (?![A-Z]\d+[,\]])")
_LEAD = re.compile(r"^(\s*(?:[-*+]\s+|\d+[.)]\s+|#+\s+|>\s+)?(?:\*\*)?)(.*?)((?:\*\*)?\s*)$", re.DOTALL)


def pseudo(text: str, language: str) -> str:
    """One string, line by line."""
    return "\n".join("|".join(_line(part, language) for part in line.split("|")) for line in text.split("\n"))


def _line(text: str, language: str) -> str:
    match = _LEAD.match(text)
    if match is None or len(match[2]) < 2:
        return text
    body = _longer(match[2]) if language == "en-XA" else _right_to_left(match[2])
    return f"{match[1]}{body}{match[3]}"


def _longer(text: str) -> str:
    accented = "".join(part if index % 2 else part.translate(_ACCENTS) for index, part in enumerate(_KEEP.split(text)))
    wanted = max(3, round(len(text) * GROWTH))
    padding, index = "", 0
    while len(padding) < wanted:
        padding += " " + _PADDING[index % len(_PADDING)].translate(_ACCENTS)
        index += 1
    return f"[{accented}{padding}]"


def _right_to_left(text: str) -> str:
    words = [f"{RLM}{word}{RLM}" if not _KEEP.fullmatch(word) else word for word in _SPACE.split(text)]
    return f"{ARABIC_LETTER} {' '.join(words)} {ARABIC_LETTER}"


def pseudo_any(value: T, language: str) -> T:
    """A string, or a struct of which every text is changed; ids, lists of forms and everything else stay."""
    if isinstance(value, str):
        return pseudo(value, language)  # type: ignore[return-value]  # str in, str out
    if isinstance(value, msgspec.Struct):
        fields = {
            name: pseudo(item, language)
            for name in value.__struct_fields__
            if name not in {"id", "see"} and isinstance(item := getattr(value, name), str)
        }
        return msgspec.structs.replace(value, **fields)
    return value


def pseudo_table(table: dict[str, T], language: str) -> dict[str, T]:
    """Every entry of a table of words."""
    return {key: pseudo_any(value, language) for key, value in table.items()}


def pseudo_text(text: ProcedureText, language: str) -> ProcedureText:
    """A whole text of a procedure."""
    steps: dict[str, StepText] = pseudo_table(text.steps, language)
    return ProcedureText(
        language=language,
        title=pseudo(text.title, language),
        subtitle=pseudo(text.subtitle, language),
        one_sentence=pseudo(text.one_sentence, language),
        short_name=pseudo(text.short_name, language),
        sections=pseudo_table(text.sections, language),
        steps=steps,
        numbers=pseudo_table(text.numbers, language),
        facts=pseudo_table(text.facts, language),
        labels=pseudo_table(text.labels, language),
        synonyms=text.synonyms,
        variants=pseudo_table(text.variants, language),
    )
