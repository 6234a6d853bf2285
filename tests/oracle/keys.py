#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds a page against tests/schema: the section of each verb tells the keys
and the codes of its document, itself or in the sections that it refers to,
and no other.

keys.py PAGE
"""
import re
import sys

from schema import load, resolve

VERBS = ["show", "search", "list", "free", "map", "export", "diff", "audit",
         "status", "verify"]
# What the head of the page says of every document.
COMMON = {"schema", "date"}
TRANSPORTS = {"tcp", "udp", "sctp", "dccp"}


def sections(page):
    title, result = "", {"": []}
    for line in page:
        if line.startswith((".Ss ", ".Sh ")):
            title = line[4:].strip()
            result[title] = []
        result[title].append(line.rstrip())
    return result


def told(parts, title):
    """The words of .Va, and of .Cm, in a section and those it refers to."""
    keys, codes = set(), set()
    for line in parts[title][1:]:
        words = line.replace(",", " ").split()
        if line.startswith((".It Va ", ".Va ")):
            keys |= {w for w in words if re.fullmatch("[a-z_]+", w)}
        elif line.startswith(".Cm "):
            codes |= {w for w in words if re.fullmatch("[a-z_]+|[0-9.]+", w)
                      } - {"."}
        elif line.startswith(".Sx "):
            more = told(parts, line[4:].rstrip(" ,.;"))
            keys, codes = keys | more[0], codes | more[1]
    return keys, codes


def stated(schema):
    """The same of a schema."""
    schema = resolve(schema)
    keys, codes = set(schema.get("properties", {})), set(
        code for code in schema.get("enum", []) if isinstance(code, str))
    for part in [*schema.get("properties", {}).values(),
                 schema.get("items"), schema.get("additionalProperties")]:
        if isinstance(part, dict):
            more = stated(part)
            keys, codes = keys | more[0], codes | more[1]
    return keys, codes


def main():
    with open(sys.argv[1], encoding="utf-8") as page:
        parts = sections(page)
    result = 0
    for verb in VERBS:
        (keys, codes), (wanted, known) = told(parts, verb), stated(load(verb))
        for what, a, b in (("key", keys, wanted - COMMON),
                           ("code", codes, known - TRANSPORTS)):
            for word in sorted(a - COMMON ^ b):
                print(f"{verb}: {what} {word}:",
                      "not told" if word in b else "in no document")
                result = 1
    return result


sys.exit(main())
