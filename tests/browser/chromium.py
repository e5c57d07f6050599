"""Where Chromium is on this machine; run as a script, installs Debian's when there is none.

Browser tests never skip for want of a browser: they fail with the sentence below.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
)
MISSING = (
    "No Chrome or Chromium was found. Install one (on Debian: apt-get install chromium), or run "
    "`.venv/bin/playwright install chromium`, or set CHROMIUM to its path."
)
ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--disable-gpu",
)


def find() -> str | None:
    """Path of a Chrome or Chromium: `CHROMIUM`, one on the path, one in a usual place, Playwright's own."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    on_path = next((path for name in NAMES if (path := shutil.which(name))), None)
    if on_path:
        return on_path
    return next((place for place in (*PLACES, *_playwrights_own()) if Path(place).is_file()), None)


def _playwrights_own() -> list[str]:
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    return [str(path) for path in sorted(cache.glob("chromium-*/chrome-linux*/chrome"), reverse=True)]


def arguments() -> list[str]:
    """Switches for tests; root has no sandbox to run in."""
    return [*ARGUMENTS, *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])]


def install() -> None:
    """Install Debian's Chromium where apt-get is to be had and we may use it."""
    if not shutil.which("apt-get"):
        return
    may = os.geteuid() == 0
    sudo = [] if may else ["sudo", "-n"]
    if may or (shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0):
        print("installing Chromium from Debian's packages", flush=True)
        subprocess.run([*sudo, "apt-get", "-qq", "update"], check=False)
        subprocess.run([*sudo, "apt-get", "-qq", "install", "-y", "chromium"], check=False, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    if find() is None:
        install()
    if find() is None:
        sys.exit(MISSING)
