"""``irexplainer list``: one line per procedure."""

import json
from argparse import Namespace


def run(options: Namespace) -> int:
    """Print id, title, group, archetype and review state of every procedure."""
    from irexplainer.library.load import load_library

    rows = [
        {
            "id": procedure.id,
            "title": procedure.text("en").title,
            "group": procedure.group,
            "archetype": procedure.archetype,
            "review": procedure.review.state,
        }
        for procedure in load_library().procedures.values()
    ]
    if options.json:
        print(json.dumps(rows, indent=2, ensure_ascii=False))
        return 0
    widths = {key: max(len(row[key]) for row in rows) for key in rows[0]} if rows else {}
    for row in rows:
        print("  ".join(row[key].ljust(width) for key, width in widths.items()).rstrip())
    return 0
