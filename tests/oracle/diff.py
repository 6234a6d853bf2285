#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A second comparison of two CSV registries, to hold "ianaports diff" against.

Written from the manual page, not from the program.

diff.py OLD NEW    reads the output of "ianaports diff --json OLD NEW" and
                   prints what only one of the two comparisons found
"""
import collections
import csv
import json
import os
import subprocess
import sys

FIELDS = ["description", "assignee", "contact", "registered", "modified",
          "reference", "service_code", "unauthorized", "notes"]
KINDS = ["added", "removed", "renamed", "moved", "changed"]


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = [tuple(cells) for cells in csv.reader(file, strict=True)][1:]
    return [row for row in rows
            if not (row[3] == "Unassigned" and not row[0] and
                    not any(row[2:3] + row[4:]))]


def read_names(path):
    """(port, transport): canonical name"""
    oracle = os.path.join(os.path.dirname(__file__), "registry.py")
    lines = subprocess.run([sys.executable, oracle, "--all-pairs",
                            path], check=True,
                           stdout=subprocess.PIPE, text=True,
                           encoding="utf-8").stdout.splitlines()
    return {(int(cells[1]), cells[2]): cells[5]
            for cells in (line.split("\t") for line in lines)
            if cells[0] == "P"}


def ports(row):
    first, _, last = row[1].partition("-")
    return range(int(first), int(last or first) + 1)


def transports(row):
    return [row[2]] if row[2] else ["tcp", "udp"]


def pair(old, new, key):
    """Pairs of rows with the same key that is not None; takes them away."""
    pairs, waiting = [], collections.defaultdict(collections.deque)
    for row in old:
        waiting[key(row, 0)].append(row)
    for row in list(new):
        if key(row, 1) is not None and waiting[key(row, 1)]:
            pairs.append((waiting[key(row, 1)].popleft(), row))
            old.remove(pairs[-1][0])
            new.remove(row)
    return pairs


def differ(old, new):
    return {field: (a, b) for field, a, b in zip(FIELDS, old[3:], new[3:])
            if a.split() != b.split()}


def canonical(row, names):
    return (row[0] and row[1] and row[3].lower() not in
            ("reserved", "unassigned", "de-registered") and
            names.get((ports(row)[0], transports(row)[0])) == row[0])


def compare(old, new, names):
    told = set()
    for a, b in pair(old, new, lambda row, _: row[:3]):
        if differ(a, b):
            yield "changed", *b[:3], differ(a, b)
    for a, b in pair(old, new, lambda row, _: (row[0], row[2])
                     if row[0] else None):
        yield "moved", *b[:3], {"port": (a[1], b[1]), **differ(a, b)}
    for a, b in pair(old, new, lambda row, side: (row[1], row[2])
                     if canonical(row, names[side]) else None):
        yield "renamed", *b[:3], {"name": (a[0], b[0]), **differ(a, b)}
        told.update((port, transport) for port in ports(b)
                    for transport in transports(b))
    for row in old:
        yield "removed", *row[:3], {}
    for row in new:
        yield "added", *row[:3], {}
    for place in sorted(set(names[0]) & set(names[1]) - told):
        if names[0][place] != names[1][place]:
            yield ("renamed", names[1][place], str(place[0]), place[1],
                   {"name": (names[0][place], names[1][place])})


def freeze(changes):
    return collections.Counter(
        (*change[:4], tuple(sorted(change[4].items()))) for change in changes)


def read_ours(file):
    document = json.load(file)
    for change in document["changes"]:
        port = "" if change["port"] is None else str(change["port"])
        if change["last_port"] != change["port"]:
            port += f"-{change['last_port']}"
        yield (change["change"], change["name"] or "", port,
               change["transport"] or "",
               {field: (pair["old"] or "", pair["new"] or "") for field, pair
                in (change["fields"] or {}).items()})
    print(" ".join(f"{kind} {document['counts'][kind]}" for kind in KINDS))


def main():
    paths = sys.argv[1:3]
    theirs = freeze(compare(*(read(path) for path in paths),
                            [read_names(path) for path in paths]))
    ours = freeze(read_ours(sys.stdin))
    for title, some in (("only here", theirs - ours),
                        ("only there", ours - theirs)):
        for change in some:
            print(title, change)
    return 0 if ours == theirs and ours else 1


sys.exit(main())
