"""``irexplainer describe``: what is shown, in words and numbers."""

import json
from argparse import Namespace

from irexplainer.cli.common import compile_options


def run(options: Namespace) -> int:
    """Print the description of a procedure, or of the one step at ``--at``."""
    from irexplainer.story.describe import describe
    from irexplainer.story.where import resolve_where

    library, procedure, _atlas, board = compile_options(options)
    seconds = None if options.at is None else resolve_where(board, options.at)
    data = describe(board, procedure, library.vocabulary(options.lang), options.lang, seconds)
    if options.json:
        print(json.dumps(data, indent=2, ensure_ascii=False))
        return 0
    print(f"{data['title']} ({data['id']})")
    for step in data["steps"]:
        print(f"\n{step['start_s']:6.1f} s  {step['id']} [{step['phase']}, {step['modality']}, {step['position']}]")
        print(f"          {step['caption']}")
        if step["route"]:
            print("          " + " > ".join(step["route"]))
    return 0
