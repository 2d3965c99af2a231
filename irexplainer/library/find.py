"""Find a procedure or a language by what a person typed."""

import difflib
from typing import TYPE_CHECKING

from irexplainer.errors import ConfigError
from irexplainer.library.pseudo import PSEUDO

if TYPE_CHECKING:
    from irexplainer.library.load import Library
    from irexplainer.library.types import Procedure


def find_procedure(library: "Library", id: str) -> "Procedure":
    """Procedure by id; ConfigError naming the nearest id."""
    if id in library.procedures:
        return library.procedures[id]
    near = difflib.get_close_matches(id, list(library.procedures), 1)
    hint = f"Did you mean '{near[0]}'?" if near else "Run 'irexplainer list' to see all."
    raise ConfigError(id or "''", "there is no procedure of this name.", hint)


def find_language(library: "Library", code: str) -> str:
    """A language that has texts: ``code`` itself, or ``es`` for ``es-MX``; ConfigError for a language without any."""
    known = {language.lower(): language for language in (*library.languages, *library.translations(), *PSEUDO)}
    wanted = code.replace("_", "-").lower()
    for name in (wanted, wanted.partition("-")[0]):
        if name in known:
            return known[name]
    names = ", ".join(dict.fromkeys(known.values()))
    raise ConfigError(f"--lang {code}".strip(), "there are no texts in this language.", f"Use one of: {names}.")
