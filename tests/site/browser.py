"""A real browser, where one is installed: Debian's Chromium, or what its name finds."""

from __future__ import annotations

import os
import shutil

#: Names under which systems install it.
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

#: No request of the browser's own leaves the machine.
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)


def is_required() -> bool:
    """Whether tests must fail rather than skip where there is none."""
    return bool(os.environ.get("PLANHOUSE_NEEDS_BROWSER"))


def browser_path() -> str | None:
    """Return where the browser is, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)
