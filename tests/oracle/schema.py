# SPDX-License-Identifier: MIT
"""Checks JSON on standard input against tests/schema/VERB.json.

The keywords are those of JSON Schema, but every property that is named must
be there, in that order, and no other may be.  "$ref" names an entry of
definitions.json, and "allOf" one object whose properties are added.
"""
import json
import os
import re
import sys

FOLDER = os.path.join(os.path.dirname(__file__), "..", "schema")
TYPES = {"object": dict, "array": list, "string": str, "integer": int,
         "boolean": bool, "null": type(None)}


def load(name):
    with open(os.path.join(FOLDER, name + ".json"), encoding="utf-8") as file:
        return json.load(file)


DEFINITIONS = load("definitions")


def resolve(schema):
    while "$ref" in schema:
        schema = DEFINITIONS[schema["$ref"]]
    if "allOf" in schema:
        base = resolve(schema["allOf"])
        schema = dict(base, properties={**base["properties"],
                                        **schema["properties"]})
    return schema


def is_type(value, name):
    return isinstance(value, TYPES[name]) and (
        isinstance(value, bool) == (name == "boolean"))


def check(value, schema, path):
    schema = resolve(schema)
    kinds = schema.get("type", [])
    if isinstance(kinds, str):
        kinds = [kinds]
    if kinds and not any(is_type(value, kind) for kind in kinds):
        sys.exit(f"{path}: {value!r} is no {' or '.join(kinds)}")
    if "enum" in schema and value not in schema["enum"]:
        sys.exit(f"{path}: {value!r} is none of {schema['enum']}")
    if isinstance(value, str):
        if len(value) < schema.get("minLength", 0):
            sys.exit(f"{path}: too short")
        if not re.search(schema.get("pattern", ""), value):
            sys.exit(f"{path}: {value!r} does not match")
    if is_type(value, "integer"):
        if not schema.get("minimum", value) <= value <= schema.get("maximum",
                                                                   value):
            sys.exit(f"{path}: {value} is out of range")
    if isinstance(value, list):
        for i, item in enumerate(value):
            check(item, schema["items"], f"{path}[{i}]")
    if isinstance(value, dict) and "additionalProperties" in schema:
        for key, item in value.items():
            check(key, schema["propertyNames"], f"{path}: {key}")
            check(item, schema["additionalProperties"], f"{path}.{key}")
    elif isinstance(value, dict):
        if list(value) != list(schema["properties"]):
            sys.exit(f"{path}: keys are {list(value)}")
        for key, item in value.items():
            check(item, schema["properties"][key], f"{path}.{key}")


if __name__ == "__main__":
    check(json.load(sys.stdin), load(sys.argv[1]), "$")
