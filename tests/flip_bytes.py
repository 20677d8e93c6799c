"""Damages a claim bundle byte by byte and looks whether `verify-bundle` sees it: the first, middle and last byte of
every file of a folder, tag files included; of a zip, the first, middle and last byte of every entry's data and of
every entry of the central directory. Works on a copy. Used by tests/long.

    python3 tests/flip_bytes.py PROGRAM BUNDLE_FOLDER [BUNDLE_ZIP]
"""

import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path


def verify(program, bundle):
    done = subprocess.run([program, "verify-bundle", bundle], capture_output=True, text=True, errors="replace")
    return done.returncode, done.stdout + done.stderr


def flipped(path, offset):
    """Turns over every bit of one byte; a second call puts it back."""
    with open(path, "r+b") as file:
        file.seek(offset)
        byte = file.read(1)
        file.seek(offset)
        file.write(bytes([byte[0] ^ 0xFF]))


def try_flip(program, bundle, path, offset, name, faults):
    flipped(path, offset)
    code, said = verify(program, bundle)
    flipped(path, offset)
    if code != 1:
        faults.append(f"{name} byte {offset}: ended with {code}, not 1")
    elif name not in said:
        faults.append(f"{name} byte {offset}: not named in {said.strip()[:200]!r}")


def three(start, length):
    return sorted({start, start + length // 2, start + length - 1}) if length else []


def folder(program, bundle, faults):
    count = 0
    for path in sorted(path for path in bundle.rglob("*") if path.is_file()):
        name = path.relative_to(bundle).as_posix()
        for offset in three(0, path.stat().st_size):
            try_flip(program, bundle, path, offset, name, faults)
            count += 1
    return count


def directory_entries(path):
    """Offset, length and name of each entry of the central directory."""
    data = path.read_bytes()
    end = data.rindex(b"PK\x05\x06")
    entries, at = struct.unpack_from("<H", data, end + 10)[0], struct.unpack_from("<I", data, end + 16)[0]
    for _ in range(entries):
        name, extra, comment = struct.unpack_from("<HHH", data, at + 28)
        length = 46 + name + extra + comment
        yield at, length, data[at + 46 : at + 46 + name].decode()
        at += length


def archive(program, bundle, faults):
    count = 0
    with zipfile.ZipFile(bundle) as zipped:
        entries = [entry for entry in zipped.infolist() if not entry.is_dir()]
    places = []
    data = bundle.read_bytes()
    for entry in entries:
        name, extra = struct.unpack_from("<HH", data, entry.header_offset + 26)
        start = entry.header_offset + 30 + name + extra
        places += [(offset, entry.filename) for offset in three(start, entry.compress_size)]
    for at, length, name in directory_entries(bundle):
        # 42 is where the entry says its data begin; 46 is its name
        places += [(at + step, name) for step in (0, 16, 20, 42, 46, length - 1)]
    for offset, name in places:
        # a damaged name cannot be told whole: the end of it will do
        try_flip(program, bundle, bundle, offset, name.rsplit("/", 1)[-1][1:], faults)
        count += 1
    return count


def main():
    program, faults, count = sys.argv[1], [], 0
    with tempfile.TemporaryDirectory() as room:
        for given in map(Path, sys.argv[2:]):
            copy = Path(room) / given.name
            shutil.copytree(given, copy) if given.is_dir() else shutil.copyfile(given, copy)
            code, said = verify(program, copy)
            if code != 0:
                sys.exit(f"{given} is not accepted before anything was damaged: {said}")
            count += (folder if copy.is_dir() else archive)(program, copy, faults)
    print(f"{count} bytes turned over, {len(faults)} not seen or not named")
    print("\n".join(faults[:50]))
    sys.exit(1 if faults else 0)


main()
