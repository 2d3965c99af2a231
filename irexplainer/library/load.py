"""The library: groups, procedures, words and tools from the content folder, read strictly and once."""

from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from irexplainer.errors import ContentError
from irexplainer.library.compare_types import Problem, WayText
from irexplainer.library.files import decode_table, read_data, where_of
from irexplainer.library.page_types import PageText, Thing, TourChapter
from irexplainer.library.procedure_files import ID, LANGUAGE, REQUIRED, Head, read_head, read_procedure
from irexplainer.library.pseudo import PSEUDO, pseudo_table
from irexplainer.library.types import (
    Dose,
    Group,
    ModalityText,
    PictureOf,
    PlotText,
    Procedure,
    Source,
    Term,
    TitleText,
    Tool,
    Word,
)  # fmt: skip
from irexplainer.resources import content_dir

T = TypeVar("T")

FALLBACK = "en"


class Shelf(Mapping[str, Procedure]):
    """Procedures by id, in order of group and place. Heads are read at once, the rest when first asked for."""

    def __init__(self, folder: Path, groups: Mapping[str, Group]) -> None:
        self._folder = folder
        heads: dict[str, Head] = {}
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.name.startswith(("_", ".")) or not all((path / name).is_file() for name in REQUIRED):
                continue
            if not ID.fullmatch(path.name):
                raise ContentError(where_of(path), "this is not a name like 'liver-biopsy'.", "Rename the folder.")
            heads[path.name] = read_head(path)
            if heads[path.name].group not in groups:
                where = f"{where_of(path / 'procedure.toml')}: group"
                known = ", ".join(groups)
                raise ContentError(where, f"there is no group '{heads[path.name].group}'.", f"Known are: {known}.")
        order = sorted(heads, key=lambda id: (groups[heads[id].group].order, heads[id].order, id))
        self.heads: dict[str, Head] = {id: heads[id] for id in order}
        self._read: dict[str, Procedure] = {}

    def __getitem__(self, id: str) -> Procedure:
        if id not in self._read:
            self._read[id] = read_procedure(self._folder / id, self.heads[id])
        return self._read[id]

    def __contains__(self, id: object) -> bool:
        return id in self.heads

    def __iter__(self) -> Iterator[str]:
        return iter(self.heads)

    def __len__(self) -> int:
        return len(self.heads)

    def in_group(self, group: str) -> tuple[str, ...]:
        """Ids of the procedures of a group, in order, without reading them."""
        return tuple(id for id, head in self.heads.items() if head.group == group)


class Library:
    """All content. Language methods give English where a translation lacks a word (``languages`` lists them)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.groups = self._groups()
        self.procedures: Shelf = Shelf(folder / "procedures", self.groups)
        self._words: dict[tuple[str, str, str], Mapping[str, object]] = {}
        self._files: dict[Path, tuple[dict[str, object], str, str]] = {}

    def _groups(self) -> dict[str, Group]:
        data, text, where = read_data(self.folder / "groups.toml")
        table = decode_table(data, Group, where, text)
        return dict(sorted(table.items(), key=lambda item: (item[1].order, item[0])))

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Languages of the interface texts, English first."""
        found = {path.stem for path in (self.folder / "interface").glob("*.toml")} - {FALLBACK}
        return (FALLBACK, *sorted(found))

    def translations(self) -> tuple[str, ...]:
        """Languages that at least one procedure is written in."""
        files = (self.folder / "procedures").glob("[!_.]*/*.md")
        return tuple(sorted({path.stem for path in files if LANGUAGE.fullmatch(path.stem)}))

    @cached_property
    def tools(self) -> dict[str, Tool]:
        """Devices at true size, by id."""
        return self._part(self.folder / "tools.toml", "tools", Tool)

    @cached_property
    def tool_sources(self) -> dict[str, Source]:
        """Where the sizes of tools come from, by id."""
        return self._part(self.folder / "tools.toml", "sources", Source)

    def shown_groups(self) -> tuple[Group, ...]:
        """Groups that have a procedure, in order: only these stand in the sidebar."""
        return tuple(group for group in self.groups.values() if self.procedures.in_group(group.id))

    def groups_of_region(self, region: str) -> tuple[Group, ...]:
        """Groups with procedures that a call-out of the home figure opens; empty when nothing is shown there yet."""
        return tuple(group for group in self.shown_groups() if region in group.regions)

    def vocabulary(self, language: str) -> Mapping[str, Word]:
        """Names of the atlas."""
        return self._table("vocabulary", "", Word, language)

    def glossary(self, language: str) -> Mapping[str, Term]:
        """Terms with a definition each."""
        return self._table("glossary", "", Term, language)

    def modalities(self, language: str) -> Mapping[str, ModalityText]:
        """How to read each kind of picture, by ``Modality`` value."""
        return self._table("modalities", "", ModalityText, language)

    @cached_property
    def modality_sources(self) -> dict[str, Source]:
        """What stands behind the texts on the kinds of pictures, by id."""
        return self._part(self.folder / "modalities" / "sources.toml", "sources", Source)

    @cached_property
    def doses(self) -> dict[str, Dose]:
        """Dose of one examination by ``Modality`` value."""
        return self._part(self.folder / "modalities" / "sources.toml", "doses", Dose)

    @cached_property
    def example_pictures(self) -> dict[str, PictureOf]:
        """Where the page that compares the kinds of pictures takes its pictures from, by ``Modality`` value."""
        return self._part(self.folder / "modalities" / "sources.toml", "pictures", PictureOf)

    @cached_property
    def tour(self) -> dict[str, TourChapter]:
        """Stretches of the page that says in a minute what IR is, in order."""
        return self._part(self.folder / "tour" / "chapters.toml", "chapters", TourChapter)

    @cached_property
    def tour_sources(self) -> dict[str, Source]:
        """What stands behind the words of the tour, by id."""
        return self._part(self.folder / "tour" / "chapters.toml", "sources", Source)

    def tour_text(self, language: str) -> Mapping[str, PageText]:
        """Words of the tour, by chapter."""
        return self._table("tour", "", PageText, language)

    @cached_property
    def things(self) -> dict[str, Thing]:
        """What the page of tools at true size shows, in order."""
        return self._part(self.folder / "true_size" / "things.toml", "things", Thing)

    @cached_property
    def thing_sources(self) -> dict[str, Source]:
        """Where sizes come from that are not those of tools, by id."""
        return self._part(self.folder / "true_size" / "things.toml", "sources", Source)

    def thing_text(self, language: str) -> Mapping[str, PageText]:
        """Name and use of what is not a tool of ``tools``."""
        return self._table("true_size", "", PageText, language)

    @cached_property
    def problems(self) -> dict[str, Problem]:
        """Problems for which IR, surgery, medicine and waiting are compared, in order."""
        return self._part(self.folder / "compare" / "problems.toml", "problems", Problem)

    @cached_property
    def way_sources(self) -> dict[str, Source]:
        """What stands behind that page beside the sources of procedures, by id."""
        return self._part(self.folder / "compare" / "problems.toml", "sources", Source)

    def way_text(self, language: str) -> Mapping[str, WayText]:
        """Words of that page, by ``<problem>`` and ``<problem>-<way>``."""
        return self._table("compare", "", WayText, language)

    def plots(self, language: str) -> Mapping[str, PlotText]:
        """Words of curves, by ``Series`` id."""
        return self._table("plots", "", PlotText, language)

    def group_text(self, language: str) -> Mapping[str, TitleText]:
        """Titles of groups."""
        return self._table("interface", "groups", TitleText, language)

    def regions(self, language: str) -> Mapping[str, TitleText]:
        """Call-outs of the home figure, by region id."""
        return self._table("interface", "regions", TitleText, language)

    def phases(self, language: str) -> Mapping[str, TitleText]:
        """Name and explanation of each phase, by ``Phase`` value."""
        return self._table("interface", "phases", TitleText, language)

    def tool_text(self, language: str) -> Mapping[str, TitleText]:
        """Name and use of each tool."""
        return self._table("interface", "tools", TitleText, language)

    def words(self, language: str) -> Mapping[str, str]:
        """Short words that pictures ask for by key; ``{name}`` stands for a number."""
        return self._table("interface", "words", str, language)

    def pages(self, language: str) -> Mapping[str, str]:
        """Longer texts of the program (home, about, disclaimer, credits) as Markdown."""
        return self._table("interface", "pages", str, language)

    def _table(self, room: str, under: str, kind: type[T], language: str) -> Mapping[str, T]:
        key = (room, under, language)
        if key not in self._words:
            self._words[key] = self._merged(room, under, kind, language)
        return self._words[key]  # type: ignore[return-value]  # each (room, under) has one kind

    def _merged(self, room: str, under: str, kind: type[T], language: str) -> dict[str, T]:
        path = self.folder / room / f"{FALLBACK}.toml"
        if language != FALLBACK:
            english = dict(self._table(room, under, kind, FALLBACK))
            path = self.folder / room / f"{language}.toml"
            if language in PSEUDO:
                return pseudo_table(english, language)
            return {**english, **self._part(path, under, kind)} if path.is_file() else english
        return self._part(path, under, kind)

    def _part(self, path: Path, under: str, kind: type[T]) -> dict[str, T]:
        data, text, where = self._parsed(path)
        return decode_table(data.get(under, {}) if under else data, kind, where, text, under)

    def _parsed(self, path: Path) -> tuple[dict[str, object], str, str]:
        if path not in self._files:
            self._files[path] = read_data(path)
        return self._files[path]


@lru_cache(maxsize=8)
def load_library(folder: Path | None = None) -> Library:
    """The library of a content folder, by default the program's own; one object per folder.

    Raises ContentError for broken groups or heads of procedures; a broken text or story raises when it is read.
    """
    return Library(folder or content_dir())
