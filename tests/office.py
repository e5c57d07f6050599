"""Where LibreOffice is on this machine; run as a script, installs Debian's Impress when there is none.

It opens our PowerPoint files as somebody without PowerPoint would. Its tests never skip: they fail with the sentence below.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

MISSING = "LibreOffice was not found. Install it (on Debian: apt-get install libreoffice-impress), or set SOFFICE to its path."
PLACES = ("/Applications/LibreOffice.app/Contents/MacOS/soffice", r"C:\Program Files\LibreOffice\program\soffice.exe")


def find() -> str | None:
    """Path of LibreOffice with Impress: `SOFFICE`, one on the path, one in a usual place."""
    named = os.environ.get("SOFFICE") or shutil.which("soffice") or next((place for place in PLACES if Path(place).is_file()), None)
    if not named:
        return None
    impress = list((Path(named).resolve().parent).glob("*sdlo.*")) or list(Path(named).resolve().parent.parent.glob("**/*sdlo.*"))
    return named if impress else None


def install() -> None:
    """Install Debian's Impress where apt-get is to be had and we may use it."""
    if not shutil.which("apt-get"):
        return
    may = os.geteuid() == 0
    sudo = [] if may else ["sudo", "-n"]
    if may or (shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0):
        print("installing LibreOffice Impress from Debian's packages", flush=True)
        subprocess.run([*sudo, "apt-get", "-qq", "update"], check=False)
        command = ["apt-get", "-qq", "install", "-y", "--no-install-recommends", "libreoffice-impress"]
        subprocess.run([*sudo, *command], check=False, stdout=subprocess.DEVNULL)


def to_pdf(file: Path, folder: Path) -> Path:
    """A document as PDF, written to `folder` by a LibreOffice with a profile of its own."""
    office = find()
    assert office, MISSING
    profile = (folder / "profile").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return folder / f"{file.stem}.pdf"


if __name__ == "__main__":
    if find() is None:
        install()
    if find() is None:
        sys.exit(MISSING)
