from itertools import product

import pytest

from irexplainer.atlas.load import load_atlas
from irexplainer.library.load import load_library
from irexplainer.story.compile import compile_storyboard

FOUR = ("tace", "uterine-fibroid-embolization", "cryoablation", "nephrostomy-tube-placement")


def combinations(procedure):
    return [dict(c) for c in product(*[[(c.id, o) for o in c.options] for c in procedure.choices])]


ALL = [(id, choices) for id in FOUR for choices in combinations(load_library().procedures[id])]
NAMES = [f"{id}:{','.join(choices.values())}" for id, choices in ALL]


@pytest.fixture(scope="session")
def atlas():
    return load_atlas()


@pytest.fixture(scope="session")
def library():
    return load_library()


@pytest.fixture(scope="session")
def compiled(atlas, library):
    made = {}

    def get(id, **choices):
        key = (id, tuple(sorted(choices.items())))
        if key not in made:
            made[key] = compile_storyboard(library.procedures[id], atlas, choices)
        return made[key]

    return get


@pytest.fixture(params=ALL, ids=NAMES)
def board(request, compiled):
    id, choices = request.param
    return compiled(id, **choices)
