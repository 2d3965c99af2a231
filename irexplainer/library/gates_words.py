"""Gates on what belongs to no procedure: groups, call-outs, tools, pictures, glossary."""

from collections.abc import Iterator

from irexplainer.library.finding import Finding, at
from irexplainer.library.gates_pages import COMPARE, check_problems, words_of_problems
from irexplainer.library.load import Library
from irexplainer.library.reading import grade, sentences_of, words_of

INTERFACE = "content/interface/en.toml"
MODALITIES = "content/modalities/en.toml"
DOSES = "content/modalities/sources.toml"
TOUR = "content/tour/en.toml"
THINGS = "content/true_size/things.toml"
PLOTS = "content/plots/en.toml"
READ_BY_PATIENTS = ("how", "bright", "dark", "grain", "live", "moves", "dose", "compare", "sound", "time")
GLOSSARY = "content/glossary/en.toml"
PAGES = ("home", "disclaimer", "about", "credits")
MAX_GRADE = 6.0
MAX_WORDS = 20


def check_words(library: Library) -> Iterator[Finding]:
    """All gates on shared words."""
    yield from _groups(library)
    yield from _tools(library)
    yield from _glossary(library)
    yield from _pages(library)
    yield from _modalities(library)
    yield from _tour(library)
    yield from _things(library)
    yield from check_problems(library)
    for id, words in words_of_problems(library):
        yield from _plain(COMPARE, id, words, MAX_GRADE)
    for id, text in library.plots("en").items():
        yield from _plain(PLOTS, id, f"{text.name}. {text.caption}", MAX_GRADE)


def _modalities(library: Library) -> Iterator[Finding]:
    modalities = library.modalities("en")
    for id in ("ultrasound", "fluoroscopy", "angiography", "ct", "mri"):
        if id not in modalities:
            yield at(MODALITIES, id, "this kind of picture is not explained.", f"Add [{id}].")
    for id, text in modalities.items():
        for name in READ_BY_PATIENTS:
            if not getattr(text, name):
                yield at(MODALITIES, f"{id}.{name}", "these words are missing.", "Write them.")
        yield from _plain(MODALITIES, id, " ".join(getattr(text, name) for name in READ_BY_PATIENTS), MAX_GRADE)
        if not text.sources:
            yield at(MODALITIES, f"{id}.sources", "nothing stands behind this text.", "Name a source.")
        for source in text.sources:
            if source not in library.modality_sources:
                problem = f"there is no source '{source}'."
                yield at(MODALITIES, f"{id}.sources", problem, "Add it to content/modalities/sources.toml.")
        if id not in library.doses:
            yield at(DOSES, f"doses.{id}", "the dose is missing.", "Add it.")
        picture = library.example_pictures.get(id)
        if picture is None or picture.procedure not in library.procedures:
            yield at(DOSES, f"pictures.{id}", "there is no such picture.", "Name a procedure and one of its steps.")


def _tour(library: Library) -> Iterator[Finding]:
    texts = library.tour_text("en")
    for id, chapter in library.tour.items():
        if id not in texts:
            yield at(TOUR, id, "this stretch has no words.", f"Add [{id}].")
        if chapter.procedure and chapter.procedure not in library.procedures:
            yield at("content/tour/chapters.toml", id, "there is no such procedure.", "Mend its name.")
    for id, text in texts.items():
        yield from _plain(TOUR, id, text.text, MAX_GRADE)


def _things(library: Library) -> Iterator[Finding]:
    words = library.thing_text("en")
    for id, thing in library.things.items():
        if thing.tool and thing.tool not in library.tools:
            yield at(THINGS, f"things.{id}.tool", "there is no such tool.", "Name one of content/tools.toml.")
        if not thing.tool and (id not in words or thing.diameter_mm <= 0):
            yield at(THINGS, f"things.{id}", "words or size are missing.", "Add them.")
        if not thing.tool and not thing.sources and thing.group != "known":
            yield at(THINGS, f"things.{id}.sources", "the size has no source.", "Name one.")
        for source in thing.sources:
            if source not in library.thing_sources:
                yield at(THINGS, f"things.{id}.sources", f"there is no source '{source}'.", "Add it below [sources].")
    for id, text in words.items():
        yield from _plain("content/true_size/en.toml", id, f"{text.title}: {text.text}.", MAX_GRADE)


def _groups(library: Library) -> Iterator[Finding]:
    titles, regions, seen = library.group_text("en"), library.regions("en"), set[int]()
    for group in library.groups.values():
        if group.id not in titles:
            yield at(INTERFACE, f"groups.{group.id}", "the group has no title.", f"Add [groups.{group.id}].")
        if group.order in seen:
            yield at("content/groups.toml", f"{group.id}.order", "two groups have this order.", "Number them anew.")
        seen.add(group.order)
        for region in group.regions:
            if region not in regions:
                problem = f"there is no call-out '{region}'."
                yield at("content/groups.toml", f"{group.id}.regions", problem, f"Known are: {', '.join(regions)}.")
    for id in titles:
        if id not in library.groups:
            yield at(INTERFACE, f"groups.{id}", "there is no such group.", "Remove it or mend its name.")


def _tools(library: Library) -> Iterator[Finding]:
    words = library.tool_text("en")
    for tool in library.tools.values():
        if tool.diameter_mm <= 0:
            yield at("content/tools.toml", f"{tool.id}.diameter_mm", "this is no size.", "Give the outside in mm.")
        if not tool.sources:
            yield at("content/tools.toml", f"{tool.id}.sources", "the size has no source.", "Name one.")
        for source in tool.sources:
            if source not in library.tool_sources:
                problem = f"there is no source '{source}'."
                yield at("content/tools.toml", f"{tool.id}.sources", problem, "Add it below [sources].")
        if tool.id not in words:
            yield at(INTERFACE, f"tools.{tool.id}", "the tool has no name.", f"Add [tools.{tool.id}].")


def _glossary(library: Library) -> Iterator[Finding]:
    terms = library.glossary("en")
    names: dict[str, str] = {}
    for id, term in terms.items():
        if term.see and term.see not in terms:
            yield at(GLOSSARY, f"{id}.see", f"there is no entry '{term.see}'.", "Mend the name.")
        for name in (term.word, *term.forms):
            if names.setdefault(name.casefold(), id) != id:
                yield at(GLOSSARY, id, f"'{name}' stands in two entries.", "Keep it in one.")
        yield from _plain(GLOSSARY, id, term.definition, 8.0)


def _pages(library: Library) -> Iterator[Finding]:
    pages = library.pages("en")
    for key in PAGES:
        if not pages.get(key, "").strip():
            yield at(INTERFACE, f"pages.{key}", "the text is missing.", "Write it.")
    for key, value in pages.items():
        if key != "credits":
            yield from _plain(INTERFACE, f"pages.{key}", value, MAX_GRADE)


def _plain(file: str, key: str, value: str, limit: float) -> Iterator[Finding]:
    found = grade(value)
    if found > limit and len(words_of(value)) >= 8:
        yield at(file, key, f"the reading grade is {found:.1f}, more than {limit:g}.", "Use shorter words.")
    for sentence in sentences_of(value):
        if len(words_of(sentence)) > MAX_WORDS:
            yield at(file, key, f"a sentence has more than {MAX_WORDS} words.", "Split it.")
