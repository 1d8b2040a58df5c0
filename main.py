"""Starts VNR Workbench from a checkout: `python main.py [REVIEW.vnr]`, or any command."""

import sys

from vnr_app.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
