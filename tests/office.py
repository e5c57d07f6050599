"""Where LibreOffice is on this machine; run as a script, installs Debian's Impress and Calc where they are missing.

It opens our PowerPoint files and workbooks as somebody without Office would. Its tests never skip: they fail with the
sentence below.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

MISSING = (
    "LibreOffice was not found, or not all of it. Install it (on Debian: apt-get install libreoffice-impress libreoffice-calc), "
    "or set SOFFICE to its path."
)
LIBRARIES = {"impress": "*sdlo.*", "calc": "*sclo.*"}
"""Part of LibreOffice to the library that holds it."""
PLACES = ("/Applications/LibreOffice.app/Contents/MacOS/soffice", r"C:\Program Files\LibreOffice\program\soffice.exe")


def find(part: str = "impress") -> str | None:
    """Path of LibreOffice with Impress, or with Calc: `SOFFICE`, one on the path, one in a usual place."""
    named = os.environ.get("SOFFICE") or shutil.which("soffice") or next((place for place in PLACES if Path(place).is_file()), None)
    if not named:
        return None
    folder, library = Path(named).resolve().parent, LIBRARIES[part]
    return named if list(folder.glob(library)) or list(folder.parent.glob(f"**/{library}")) else None


def install() -> None:
    """Install Debian's Impress and Calc where apt-get is to be had and we may use it."""
    if not shutil.which("apt-get"):
        return
    may = os.geteuid() == 0
    sudo = [] if may else ["sudo", "-n"]
    if may or (shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0):
        print("installing LibreOffice Impress and Calc from Debian's packages", flush=True)
        subprocess.run([*sudo, "apt-get", "-qq", "update"], check=False)
        command = ["apt-get", "-qq", "install", "-y", "--no-install-recommends", "libreoffice-impress", "libreoffice-calc"]
        subprocess.run([*sudo, *command], check=False, stdout=subprocess.DEVNULL)


def to_pdf(file: Path, folder: Path) -> Path:
    """A document as PDF, written to `folder`."""
    _convert(find(), "pdf", file, folder)
    return folder / f"{file.stem}.pdf"


def to_csv(file: Path, folder: Path) -> dict[str, str]:
    """Name of each sheet of a workbook to what it shows as CSV, written to `folder`."""
    _convert(find("calc"), "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", file, folder)
    prefix = f"{file.stem}-"
    return {path.stem.removeprefix(prefix): path.read_text(encoding="utf-8") for path in sorted(folder.glob(f"{prefix}*.csv"))}


def _convert(office: str | None, target: str, file: Path, folder: Path) -> None:
    """By a LibreOffice with a profile of its own."""
    assert office, MISSING
    profile = (folder / "profile").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", target, "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)


if __name__ == "__main__":
    if not all(map(find, LIBRARIES)):
        install()
    if not all(map(find, LIBRARIES)):
        sys.exit(MISSING)
