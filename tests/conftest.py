"""Set-up that every test needs."""

import os

import hypothesis

# Qt aborts the process where it finds no screen; set before anything imports it.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Speed is no promise of a test: a busy machine may take its time over an example.
hypothesis.settings.register_profile("terjiman", deadline=None)
hypothesis.settings.load_profile("terjiman")
