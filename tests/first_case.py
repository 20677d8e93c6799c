"""Prints the id of the first case of a library, by way of the orders. Used by tests/long.

    python3 tests/first_case.py PROGRAM LIBRARY
"""

import json
import subprocess
import sys


def say(*words):
    command = [sys.argv[1], "--library", sys.argv[2], *words, "--json"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main():
    for line in say("order", "list").splitlines():
        cases = json.loads(say("order", "show", json.loads(line)["number"]))["cases"]
        if cases:
            print(cases[0]["id"] if isinstance(cases[0], dict) else cases[0])
            return
    sys.exit("no order has a case")


main()
