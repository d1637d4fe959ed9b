"""Set-up that every test needs."""

import os

# Qt aborts the process where it finds no screen; set before anything imports it.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
