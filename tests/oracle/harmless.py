# SPDX-License-Identifier: MIT
"""Exits with 1, and says why, if a file could do a terminal harm.

Usage: harmless.py FILE ...
As Unicode has characters: no controls, no formats, no separators of lines but
line feeds and tabs.  What is called *.json or *.svg must also be well-formed.
"""
import json
import sys
import unicodedata
import xml.etree.ElementTree


def check(name):
    written = open(name, "rb").read()
    try:
        text = written.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"{error}: {written[max(error.start - 20, 0):error.end + 20]}"
    for at, character in enumerate(text):
        if (unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp") and
                character not in "\n\t"):
            return f"{character!r} in {text[max(at - 20, 0):at + 20]!r}"
    try:
        if name.endswith(".json") and text:
            json.loads(text)
        if name.endswith(".svg") and text:
            xml.etree.ElementTree.fromstring(text)
    except (ValueError, SyntaxError) as error:
        return f"{error} in {text[:200]!r}"
    return None


faults = [(name, check(name)) for name in sys.argv[1:]]
for name, fault in faults:
    if fault:
        print(f"{name}: {fault}")
sys.exit(any(fault for name, fault in faults))
