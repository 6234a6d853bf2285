#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A second reading of /etc/services against the registry, to hold the audit
against.  Written from its description in ianaports(1).

audit.py SERVICES REGISTRY.csv   with what registry.py prints for that registry
                                 on standard input; prints a line a finding:
                                 kind, line, name, pairs, names or pairs there
"""
import collections
import csv
import os
import re
import sys

Line = collections.namedtuple("Line", "number names pair")


VERSION = re.findall(r"\d+", os.confstr("CS_GNU_LIBC_VERSION"))
# glibc's files module has read decimal numbers since 2.43, and one slash.
DECIMAL = tuple(map(int, VERSION[:2])) >= (2, 43)
BASES = (10,) if DECIMAL else (16, 8, 10)
PORT = re.compile(r"\+?([0-9]+)" if DECIMAL else
                  r"\+?(?:0[xX]([0-9a-fA-F]+)|(0[0-7]*)|([1-9][0-9]*))")


def port(text):
    """As glibc has it, in 16 bits; None for no number."""
    match = PORT.fullmatch(text)
    if match is None:
        return None
    number = next(int(digits, base)
                  for digits, base in zip(match.groups(), BASES)
                  if digits)
    return number & 0xffff if number < 1 << 32 else None


def read_services(path):
    with open(path, "rb") as file:
        text = file.read().decode(errors="replace")
    for number, line in enumerate(text.split("\n"), 1):
        line = line.partition("#")[0]
        words = line.split()
        if len(words) < 2:
            continue
        digits, slash, protocol = words[1].partition("/")
        here = port(digits)
        if here is None or not (slash or line.endswith(digits)):
            continue
        yield Line(number, (words[0], *words[2:]),
                   f"{here}/{protocol if DECIMAL else protocol.lstrip('/')}")


def read_registry(lines):
    """The names of each pair, and each name's first pairs by transport."""
    pairs, names = {}, collections.defaultdict(list)
    for line in lines:
        fields = line.rstrip("\n").split("\t")
        if fields[0] == "P":
            pairs["/".join(fields[1:3])] = fields[5:]
        elif fields[0] == "N":
            names[fields[1]].append("/".join(fields[3:5]))
    return pairs, names


def portless(path):
    with open(path, encoding="utf-8", newline="") as file:
        return {row["Service Name"].strip().lower()
                for row in csv.DictReader(file)
                if not row["Port Number"].strip()}


def transports(pairs):
    return {pair.split("/")[1] for pair in pairs}


def has(pairs, pair, name):
    return name in [known.lower() for known in pairs.get(pair, [])]


def leads_back(names, pair, name):
    """The name, with the transport and without, is that port."""
    led = names.get(name, [])
    return pair in led and led[0].split("/")[0] == pair.split("/")[0]


def audit_names(services, pairs, names, without):
    """Findings on names; the names that the registry has just so."""
    lines = collections.defaultdict(list)
    for line in services:
        for name in line.names:
            lines[name.lower()].append((line, name))
    for name, uses in lines.items():
        here = [line.pair for line in dict.fromkeys(line for line, _ in uses)]
        if (all(leads_back(names, pair, name) for pair in here)
                and transports(here) == transports(names.get(name, []))):
            continue
        known = name in names or name in without
        yield ("other_pairs" if known else "unknown_name", uses[0][0].number,
               uses[0][1], here, names.get(name, []))


def audit_lines(services, pairs, odd):
    seen = set()
    for line in services:
        if line.pair in seen:
            continue
        seen.add(line.pair)
        there = pairs.get(line.pair, [])
        if not there:
            kind = "unknown_pair"
        elif not has(pairs, line.pair, line.names[0].lower()):
            kind = "other_name"
        elif (there[0] == line.names[0]
              and not any(name.lower() in odd for name in line.names)):
            kind = "redundant"
        else:
            continue
        yield kind, line.number, line.names[0], [line.pair], there


def main():
    services = list(read_services(sys.argv[1]))
    pairs, names = read_registry(sys.stdin)
    found = list(audit_names(services, pairs, names, portless(sys.argv[2])))
    odd = {finding[2].lower() for finding in found}
    found += audit_lines(services, pairs, odd)
    for kind, number, name, here, there in sorted(found):
        print(kind, number, name, " ".join(here), " ".join(there), sep="\t")


main()
