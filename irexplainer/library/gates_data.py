"""Gates on procedure.toml and on what the story asks of the texts: figures, sources, review, steps, labels."""

from collections.abc import Iterator, Mapping
from typing import Any

from irexplainer.library.files import read_data
from irexplainer.library.finding import Finding, at
from irexplainer.library.load import Library
from irexplainer.library.types import FURTHER_STANDINGS, STANDINGS, Figure, Procedure

ANY_STANDING = (*STANDINGS, *FURTHER_STANDINGS)
STATES = ("awaiting_clinical_review", "reviewed")


def data_file(procedure: Procedure) -> str:
    """Name of the data file in findings."""
    return f"content/procedures/{procedure.id}/procedure.toml"


def check_data(procedure: Procedure) -> Iterator[Finding]:
    """Figures, quantities, sources, choices and review of one procedure."""
    yield from _sources(procedure)
    yield from _figures(procedure)
    yield from _quantities(procedure)
    yield from _review(procedure)
    file = data_file(procedure)
    for choice in procedure.choices:
        if len(set(choice.options)) < 2 or len(set(choice.options)) != len(choice.options):
            yield at(file, f"choices.{choice.id}", "there is nothing to choose.", "Give two options or remove it.")
    if not procedure.archetype:
        yield at(file, "archetype", "the archetype is missing.", "Name a file of content/archetypes.")


def _sources(procedure: Procedure) -> Iterator[Finding]:
    file = data_file(procedure)
    ids = [source.id for source in procedure.sources]
    if not ids:
        yield at(file, "sources", "there is no source.", "Add [[sources]] with id, title, standing and url.")
    for source in procedure.sources:
        key = f"sources.{source.id}"
        if ids.count(source.id) > 1:
            yield at(file, key, "this source id is there twice.", "Give every source its own id.")
        if source.standing not in ANY_STANDING:
            known = ", ".join(ANY_STANDING)
            yield at(file, f"{key}.standing", f"'{source.standing}' is no standing.", f"Use one of: {known}.")
        if not source.title.strip():
            yield at(file, f"{key}.title", "the title is empty.", "Say who published what.")
        if not source.url.startswith(("https://", "http://")):
            yield at(file, f"{key}.url", "there is no address.", 'Add url = "https://...".')


def _cited(procedure: Procedure, key: str, sources: list[str], enough: tuple[str, ...]) -> Iterator[Finding]:
    """A claim needs a source whose standing is ``enough``, and every source it names must be there."""
    file = data_file(procedure)
    known = {source.id: source for source in procedure.sources}
    if not sources:
        yield at(file, key, "there is no source.", "Name a guideline, society, health service, study or review.")
    for id in sources:
        if id not in known:
            yield at(file, key, f"there is no source '{id}'.", f"Add it to [[sources]]; known are: {', '.join(known)}.")
    if sources and not any(id in known and known[id].standing in enough for id in sources):
        yield at(file, key, "no source of standing stands behind this.", "Find one, or leave the number out.")


def _figures(procedure: Procedure) -> Iterator[Finding]:
    file = data_file(procedure)
    for kind in ("benefit", "risk"):
        if not any(figure.kind == kind for figure in procedure.figures):
            yield at(file, "figures", f"there is no figure of a {kind}.", "Add one with a source.")
    ids = [figure.id for figure in procedure.figures]
    for figure in procedure.figures:
        key = f"figures.{figure.id}"
        if ids.count(figure.id) > 1:
            yield at(file, key, "this figure is there twice.", "Give every figure its own id.")
        if figure.kind not in ("benefit", "risk"):
            yield at(file, f"{key}.kind", f"'{figure.kind}' is no kind.", "Use benefit or risk.")
        yield from _denominator(file, key, figure)
        yield from _cited(procedure, key, figure.sources, STANDINGS)


def _denominator(file: str, key: str, figure: Figure) -> Iterator[Finding]:
    """Icon arrays of 100 people, of 1,000 below 1 %."""
    if figure.out_of not in (100, 1000):
        yield at(file, f"{key}.out_of", f"{figure.out_of} is no size of an icon array.", "Use 100, or 1000 below 1 %.")
    elif not 0 <= figure.count <= figure.out_of:
        yield at(file, f"{key}.count", f"{figure.count:g} is not in 0 to {figure.out_of}.", "Mend the count.")
    elif figure.out_of == 100 and 0 < figure.count < 1:
        yield at(file, f"{key}.out_of", "this is below 1 %.", "Count it in 1000 people.")
    elif figure.out_of == 1000 and figure.count >= 10:
        yield at(file, f"{key}.out_of", "this is 1 % or more.", "Count it in 100 people, like the others.")


def _quantities(procedure: Procedure) -> Iterator[Finding]:
    ids = [quantity.id for quantity in procedure.quantities]
    for quantity in procedure.quantities:
        key = f"quantities.{quantity.id}"
        if ids.count(quantity.id) > 1:
            yield at(data_file(procedure), key, "this quantity is there twice.", "Give every one its own id.")
        yield from _cited(procedure, key, quantity.sources, ANY_STANDING)


def _review(procedure: Procedure) -> Iterator[Finding]:
    review, file = procedure.review, data_file(procedure)
    if review.state not in STATES:
        yield at(file, "review.state", f"'{review.state}' is no state.", f"Use one of: {', '.join(STATES)}.")
    if not review.date:
        yield at(file, "review.date", "the date is missing.", "Add the date of the last change or review.")
    if review.state == "reviewed" and not (review.by and review.role):
        yield at(file, "review", "nobody stands for this review.", "Add by and role, or go back to awaiting.")


def _archetype(library: Library, procedure: Procedure) -> Mapping[str, Any]:
    path = library.folder / "archetypes" / f"{procedure.archetype}.toml"
    return read_data(path)[0] if path.is_file() else {}


def _beats(library: Library, procedure: Procedure) -> list[Mapping[str, Any]]:
    """Beats that are played, as far as this room knows them: those of the archetype, changed by the procedure's."""
    beats: dict[str, dict[str, Any]] = {}
    for beat in (*_archetype(library, procedure).get("beats", []), *procedure.beats):
        if isinstance(beat, Mapping):
            id = str(beat.get("id", ""))
            beats[id] = {**beats.get(id, {}), **beat}
    return [beat for beat in beats.values() if not beat.get("drop")]


def step_ids(library: Library, procedure: Procedure) -> tuple[str, ...]:
    """Ids of the steps of the story; empty when there is none yet."""
    return tuple(str(beat.get("id", "")) for beat in _beats(library, procedure))


def label_keys(library: Library, procedure: Procedure) -> tuple[str, ...]:
    """Keys of call-outs the story shows; those with a slot in them (``{...}``) are known only to the compiler."""
    labels = [label for beat in _beats(library, procedure) for label in beat.get("labels", ())]
    keys = [str(label.get("key", "")) for label in labels if isinstance(label, Mapping)]
    return tuple(key for key in dict.fromkeys(keys) if key and "{" not in key and "$" not in key)


def check_labels(library: Library, procedure: Procedure) -> Iterator[Finding]:
    """Every call-out has words: in the procedure's labels, in the vocabulary, or among the words of pictures."""
    known = {*procedure.text("en").labels, *library.vocabulary("en"), *library.words("en")}
    for key in label_keys(library, procedure):
        if key not in known:
            file = f"content/procedures/{procedure.id}/en.md"
            yield at(file, f"labels.{key}", "this call-out has no words.", "Add it to [labels] or the vocabulary.")
