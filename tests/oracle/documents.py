#!/usr/bin/env python3
"""Whether standard input is the JSON that ianaports(1) promises.

documents.py diff|export
"""
import json
import sys

TEXT = (str, type(None))
PORT = (int, type(None))
PLACE = {"name": TEXT, "port": PORT, "last_port": PORT, "transport": TEXT}
ROW = {**PLACE, "description": TEXT, "assignee": TEXT, "contact": TEXT,
       "registered": TEXT, "modified": TEXT, "reference": TEXT, "service_code": TEXT,
       "unauthorized": TEXT, "notes": TEXT}
PERSON = {"id": TEXT, "name": TEXT, "organisation": TEXT, "uri": TEXT,
          "updated": TEXT}
EDITION = {"path": str, "date": TEXT, "rows": int}
KINDS = ["added", "removed", "renamed", "moved", "changed"]


def check(value, schema, where):
    """Just these keys, in this order, and of these types."""
    assert list(value) == list(schema), (where, list(value))
    for key, types in schema.items():
        assert isinstance(value[key], types), (where, key, value[key])
        assert value[key] != "", (where, key)
    if "last_port" in value and value["port"] is not None:
        assert 0 <= value["port"] <= value["last_port"] <= 65535, where
    if "transport" in value:
        assert value["transport"] in (None, "tcp", "udp", "sctp", "dccp")


def check_diff(document):
    check(document, {"old": dict, "new": dict, "counts": dict,
                     "changes": list}, "document")
    check(document["old"], EDITION, "old")
    check(document["new"], EDITION, "new")
    check(document["counts"], dict.fromkeys(KINDS, int), "counts")
    for change in document["changes"]:
        check(change, {"change": str, **PLACE, "fields": (dict, type(None)),
                       "row": (dict, type(None))}, change)
        assert change["change"] in KINDS, change
        for field, pair in (change["fields"] or {}).items():
            assert field in ROW, field
            check(pair, {"old": TEXT, "new": TEXT}, change)
        if change["row"]:
            check(change["row"], ROW, change)
    return len(document["changes"])


def check_export(document):
    check(document, {"date": TEXT, "form": str, "digest": str, "rows": list,
                     "people": list}, "document")
    for row in document["rows"]:
        check(row, ROW, row)
    for person in document["people"]:
        check(person, PERSON, person)
    return len(document["rows"]), len(document["people"])


print({"diff": check_diff, "export": check_export}[sys.argv[1]](
    json.load(sys.stdin)))
