"""Words that have no place in a text for patients: promises, fright, orders to stop a medicine, British spelling.

Each table holds regular expressions of whole words, read without regard to case. American English only.
"""

import re
from collections.abc import Iterable, Iterator

PROMISES = (
    r"painless(?:ly)?",
    r"pain[- ]free",
    r"(?:no|without(?: any)?) (?:risks?|danger|side effects?)",
    r"risk[- ]free",
    r"guarantee[sd]?",
    r"you will (?:not|never) feel",
    r"(?:does|will) not hurt",
    r"harmless",
    r"(?:completely|perfectly|totally|always|very) safe",
    r"100 ?%",
    r"cures? (?:you|your|the)",
    r"you will be (?:cured|fine|well)",
    r"miracle",
    r"nothing to (?:fear|worry)",
    r"don['’]t worry",
    r"do not worry",
)
FRIGHT = (
    r"deadly",
    r"fatal(?:ly)?",
    r"horrib\w+",
    r"terrib\w+",
    r"agony",
    r"excruciating",
    r"stab(?:s|bed|bing)?",
    r"pierc(?:e|es|ed|ing)",
    r"scalpel",
    r"knife",
    r"gush\w*",
    r"frighten\w*",
    r"scary",
    r"catastroph\w+",
    r"hemorrhag\w+",
    r"necro\w+",
    r"victims?",
    r"suffer(?:s|ed|ing)?",
)
STOPPING = (
    r"stop (?:taking|your|any|all|the)\b[^.]{0,40}\b(?:medicines?|drugs?|pills?|tablets?|thinners?|aspirin|warfarin)",
    r"(?:skip|pause|leave out|do not take) (?:your|any|all|the)\b[^.]{0,40}\b(?:medicines?|drugs?|pills?|thinners?)",
)
"""Instructions to stop a medicine. A sentence that forbids it ("do not stop ... on your own") is allowed."""

BRITISH = (
    r"tumours?",
    r"anaesth\w*",
    r"oesophag\w+",
    r"haem\w+",
    r"anaemi\w+",
    r"diarrhoea",
    r"colour\w*",
    r"fibres?",
    r"centres?",
    r"(?:milli|centi)?litres?",
    r"(?:milli|centi)?metres?",
    r"grey",
    r"behaviour",
    r"labour",
    r"paediatric\w*",
    r"gynaecol\w+",
    r"\w*(?:emboli|catheteri|sterili|locali|speciali|organi|recogni|minimi|hospitali|stabili)s(?:e[drs]?|ing|ation)",
    r"practise[sd]?",
    r"theatre",
    r"programme",
    r"whilst",
    r"physiotherap\w+",
    r"GP",
    r"999",
)


def found(patterns: Iterable[str], text: str) -> list[str]:
    """Whole words of the text that match a pattern."""
    return [match[0] for p in patterns for match in re.finditer(rf"\b(?:{p})(?!\w)", text, re.IGNORECASE)]


def medicine_stops(sentences: Iterable[str]) -> Iterator[str]:
    """Sentences that tell the reader to stop a medicine; one that forbids it is fine."""
    for sentence in sentences:
        for match in found(STOPPING, sentence):
            before = sentence[: sentence.lower().find(match.lower())].lower()
            if not re.search(r"(?:do not|don['’]t|never)\s*$", before):
                yield sentence
