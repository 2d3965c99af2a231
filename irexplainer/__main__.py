"""``python -m irexplainer``."""

import sys

from irexplainer.cli import main

if __name__ == "__main__":
    sys.exit(main())
