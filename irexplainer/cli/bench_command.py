"""``irexplainer bench``: speed figures, as ratios to references measured in the same run."""

import json
from argparse import Namespace


def run(options: Namespace) -> int:
    """Measure and print; always 0: a missed figure is a finding, not an error."""
    from irexplainer.ui.bench import format_table, run_bench

    data = run_bench(options.size, options.loop)
    print(json.dumps(data, indent=2) if options.json else format_table(data))
    return 0
