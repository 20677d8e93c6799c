"""Alternating pairs: two ways of doing the same thing, one after the other, again and again, so that whatever else
the machine does falls on both. Owns the timing and its printing; knows nothing of what is timed."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

PROGRAM = os.environ.get("PARCELPROOF", "parcelproof")
FOLDER = Path(os.environ.get("BENCH_FOLDER", Path.home() / ".cache/parcelproof/benches"))


def run(command, accepted=(0,)):
    """Runs a command to its end and gives what it wrote; stops the bench when it fails."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode not in accepted:
        sys.exit(f"{command[0]} ended with {done.returncode}: {done.stderr.strip()[:2000]}")
    return done.stdout


def seconds(work):
    """How long a call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def alternate(name_a, time_a, name_b, time_b, pairs=9, unit="s"):
    """Calls both, each giving its own figure, `pairs` times after one pair that warms up; prints the medians, the
    ratio of the medians and the range of the ratios pair by pair. Gives the ratio."""
    time_a(), time_b()
    figures = []
    for turn in range(pairs):
        if turn % 2 == 0:
            a = time_a()
            b = time_b()
        else:
            b = time_b()
            a = time_a()
        figures.append((a, b))
    median_a = statistics.median(a for a, _ in figures)
    median_b = statistics.median(b for _, b in figures)
    ratios = sorted(a / b for a, b in figures)
    print(f"{name_a}: median {median_a:.3f} {unit}")
    print(f"{name_b}: median {median_b:.3f} {unit}")
    print(f"ratio of medians {median_a / median_b:.3f} ({pairs} pairs, {ratios[0]:.3f} to {ratios[-1]:.3f})", flush=True)
    return median_a / median_b
