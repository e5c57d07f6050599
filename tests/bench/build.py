"""Build time and memory: the site, the site ten and fifty times over, each beside plain Material.

Ratios rest on the processor's time, which other work on the machine disturbs least, and on the least of
several runs that take turns.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from .projects import Pair
from .report import Figure

RATIO, GROWTH = 1.15, 1.3
RUNS = {1: 9, 10: 3, 50: 1}
UNIT_OF_RSS = 1 if sys.platform == "darwin" else 1024


class Run(NamedTuple):
    """What one build took."""

    wall: float
    processor: float
    memory: float


def run(project: Path) -> Run:
    """Build a project as `make build` does, in a process of its own."""
    with tempfile.TemporaryFile() as said:
        begin = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build", "--clean"], cwd=project, stdout=subprocess.DEVNULL, stderr=said, env=_usual()
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"The build of {project.name} failed, so nothing was measured.\n{said.read().decode()}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * UNIT_OF_RSS / 1e6)


def measure(pair: Pair, times: int) -> tuple[Run, Run]:
    """The least of several builds of each, ours and plain in turns."""
    runs = [(run(pair.ours), run(pair.plain)) for _ in range(RUNS.get(times, 1))]
    ours, plain = zip(*runs, strict=True)
    return _least(ours), _least(plain)


def figures(pair: Pair, times: int, once: float | None = None) -> tuple[list[Figure], float]:
    """Rows for a size, and the processor's seconds a page; `once` is that of the site itself."""
    ours, plain = measure(pair, times)
    each = ours.processor / pair.pages
    rows = [
        Figure("ours: time", ours.wall, "s", note=f"{ours.processor:.2f} s of processor"),
        Figure("plain Material: time", plain.wall, "s", note=f"{plain.processor:.2f} s of processor"),
        Figure("ours / plain, processor", ours.processor / plain.processor, "", RATIO),
        Figure("ours: peak memory", ours.memory, "MB"),
        Figure("plain Material: peak memory", plain.memory, "MB"),
    ]
    if once:
        rows.append(Figure("time a page, against the site itself", each / once, "", GROWTH))
    return rows, each


def first(pair: Pair) -> Iterator[Figure]:
    """A build with nothing cached, as after a fresh clone."""
    shutil.rmtree(pair.ours / ".cache", ignore_errors=True)
    fresh = run(pair.ours)
    yield Figure("ours: first build ever (empty .cache)", fresh.wall, "s", note=f"{fresh.processor:.2f} s of processor")


def _usual() -> dict[str, str]:
    """The environment with Python's own default: modules stay compiled between runs, as installed packages are."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _least(runs: tuple[Run, ...]) -> Run:
    return Run(*(min(values) for values in zip(*runs, strict=True)))
