"""`python -m newsie` is the command line."""

import sys

from newsie.cli import main

if __name__ == "__main__":
    sys.exit(main())
