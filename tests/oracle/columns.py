#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A second reading of IANA's plain text form, to hold the importer against.

columns.py TEXT [CSV] <DUMP

DUMP is what "ianaports dump" prints of an import of TEXT, a registry in
fixed columns.  Rows must have the name, port and transport that the lines
show, in their order; and each column's text must be in the rows, all of it,
in the order of the lines.  Which lines make up a row is not decided here:
CSV, the registry in its CSV form of about the same date, is what tells
whether cells were put together rightly.  Prints counts; every cell of the
text that differs from the CSV is listed, since it may be a change of the
registry.
"""
import collections
import csv
import sys

LABELS = ["name", "port", "transport", "description", "assignee", "contact",
          "registered", "modified", "reference", "code", "unauthorized",
          "notes"]


def gutters(lines):
    """Columns lie between the bytes that are blank in every line."""
    width = max(map(len, lines))
    used = bytearray(width + 1)
    for line in lines:
        for i, byte in enumerate(line):
            used[i] |= byte != 0x20
    starts = [i for i in range(width) if used[i] and (i == 0 or
                                                      not used[i - 1])]
    assert len(starts) == len(LABELS), starts
    return list(zip(starts, starts[1:] + [width]))


def read_lines(path):
    with open(path, "rb") as file:
        text = file.read()
    table = text.split(b" Uses\n", 1)[1].split(b" People\n", 1)[0]
    lines = [line.rstrip() for line in table.split(b"\n")]
    while not lines[-1]:
        lines.pop()
    columns = gutters(lines)
    return [[line[start:end].strip().decode() for start, end in columns]
            for line in lines]


def read_keys(lines):
    """Name, port and transport, which a wrapped name alone makes hard.

    A line of nothing but a name is a row only where no name of the lines
    next to it is left open: two names hold spaces and parentheses.
    """
    keys = []
    for i, cells in enumerate(lines):
        name, port, transport = cells[:3]
        if not (name or port or transport):
            continue
        if not any(cells[1:]) and (")" in name or " " in name):
            continue
        if name and ("(" in name or " " in name):
            first, last = i, i
            if "(" in name and not lines[i - 1][1] and lines[i - 1][0]:
                first = i - 1 if ")" not in lines[i - 1][0] else i
            if ")" not in name:
                last = i + 1
            name = " ".join(line[0] for line in lines[first:last + 1])
        keys.append((name, port, transport))
    return keys


def unescape(cell):
    return cell.replace("\\n", "\n").replace("\\\\", "\\")


def read_dump(file):
    rows = []
    for line in file:
        cells = line.rstrip("\n").split("\t")
        if cells[0] == "R":
            rows.append([unescape(cell) for cell in cells[2:]])
    return rows


def squeeze(cell):
    return "".join(cell.split())


def normal(cell):
    return " ".join(cell.split())


def compare_keys(lines, rows):
    keys = read_keys(lines)
    ours = [tuple(row[:3]) for row in rows]
    print(f"rows: {len(keys)} in the text, {len(ours)} imported")
    for theirs, mine in zip(keys, ours):
        if theirs != mine:
            print("row:", theirs, mine)
            break
    return keys == ours


def compare_columns(lines, rows):
    good = True
    for i, label in enumerate(LABELS):
        text = squeeze("".join(line[i] for line in lines))
        ours = squeeze("".join(row[i] for row in rows))
        if text != ours:
            print("column:", label, "is not what the lines hold")
            good = False
    return good


def compare_csv(rows, path):
    with open(path, newline="", encoding="utf-8") as file:
        theirs = list(csv.reader(file))[1:]
    others = collections.defaultdict(list)
    for cells in theirs:
        others[tuple(map(normal, cells[:3]))].append(cells)
    count = collections.Counter(tuple(row[:3]) for row in rows)
    same, different = collections.Counter(), collections.Counter()
    for row in rows:
        key = tuple(row[:3])
        if count[key] != 1 or len(others[key]) != 1:
            continue
        same["row"] += 1
        for i in range(3, len(LABELS)):
            mine, other = normal(row[i]), normal(others[key][0][i])
            if not mine and not other:
                continue
            if mine == other:
                same[LABELS[i]] += 1
                continue
            different[LABELS[i]] += 1
            print(f"{LABELS[i]}: {key}: {mine!r}, in the CSV {other!r}")
    print(f"rows found in the CSV: {same['row']}")
    for label in LABELS[3:]:
        print(f"{label}: {same[label]} alike, {different[label]} not")


def main():
    lines = read_lines(sys.argv[1])
    rows = read_dump(sys.stdin)
    good = compare_keys(lines, rows)
    good &= compare_columns(lines, rows)
    if len(sys.argv) > 2:
        compare_csv(rows, sys.argv[2])
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
