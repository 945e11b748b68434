#!/usr/bin/env python
"""Run a management command of the newsroom."""

import os
import sys

from portal.command_line import end_in_order, run

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    end_in_order()
    run(sys.argv)
