"""Content types: what a procedure is, in data. Decoded strictly by msgspec; no numpy, no Qt."""

from msgspec import Struct, field


class Group(Struct, frozen=True, forbid_unknown_fields=True):
    """A shelf of the sidebar, ordered as patients ask. regions: call-outs on the home figure that open it."""

    id: str
    order: int
    icon: str  # organ set of the atlas drawn into the tile
    regions: list[str] = []


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a claim comes from. standing: guideline, society, health_service, study, review."""

    id: str
    title: str
    standing: str
    url: str = ""
    year: int = 0


class Figure(Struct, frozen=True, forbid_unknown_fields=True):
    """One benefit or risk number, drawn as an icon array: ``count`` in ``out_of`` people.

    Text is in the language file under numbers.<id>.
    """

    id: str
    kind: str  # benefit, risk
    count: float
    out_of: int  # 100, or 1000 when below 1 %
    sources: list[str]
    people: int = 0  # how many were studied, 0 if unknown


class Choice(Struct, frozen=True, forbid_unknown_fields=True):
    """Something a clinician may choose; recompiles the storyboard. The first option is the default."""

    id: str  # side, access
    options: list[str]


class Review(Struct, frozen=True, forbid_unknown_fields=True):
    """State of the medical review: awaiting_clinical_review or reviewed."""

    state: str
    by: str = ""
    role: str = ""
    date: str = ""


class StepText(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one step. caption: at most 90 characters. feel: what you may feel (may be empty)."""

    title: str
    caption: str
    text: str
    feel: str = ""
    clinician: str = ""
    study: str = ""


class ProcedureText(Struct, frozen=True):
    """All words of a procedure in one language.

    sections: Markdown by name: what_it_is, why, before, after, benefits, risks, other_choices, when_to_call,
      questions.
    labels: words of call-outs that belong to this procedure only (key -> text).
    """

    language: str
    title: str
    subtitle: str
    one_sentence: str
    short_name: str
    sections: dict[str, str]
    steps: dict[str, StepText]
    numbers: dict[str, str] = {}
    facts: dict[str, str] = {}  # whole_treatment, sedation, stay -> short text
    labels: dict[str, str] = {}
    fallback: bool = False  # True when shown instead of a missing language


class Procedure(Struct, frozen=True):
    """One procedure as data. slots and beats are checked by story.compile against archetype and atlas."""

    id: str
    group: str
    archetype: str
    order: int
    abbreviation: str
    choices: list[Choice]
    slots: dict[str, object]
    figures: list[Figure]
    sources: list[Source]
    review: Review
    beats: list[dict[str, object]] = field(default_factory=list)
    texts: dict[str, ProcedureText] = field(default_factory=dict)

    def text(self, language: str) -> ProcedureText:
        """Text in a language; English marked as fallback where the language is missing."""
        import msgspec

        if language in self.texts:
            return self.texts[language]
        return msgspec.structs.replace(self.texts["en"], fallback=True)

    def default_choices(self) -> dict[str, str]:
        """Choice id -> first option."""
        return {c.id: c.options[0] for c in self.choices}
