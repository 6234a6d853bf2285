#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A second reading of the registry, to hold the importer against.

Written from the rules and from the files, not from the importer.

registry.py [--local SERVICES] [--all-pairs] FILE
                                      the N and P lines that "ianaports dump"
                                      has to print for a CSV or an XML file
registry.py --rows FILE               the R lines, for a CSV file
registry.py --services FILE           name, port and transport of every
                                      service, for a file in any form
"""
import argparse
import collections
import csv
import io
import re
import sys
import xml.etree.ElementTree as ElementTree

TRANSPORTS = ["tcp", "udp", "sctp", "dccp"]
STATES = ["reserved", "unassigned", "de-registered"]
COLUMNS = ["Service Name", "Port Number", "Transport Protocol", "Description",
           "Assignee", "Contact", "Registration Date", "Modification Date",
           "Reference", "Service Code", "Unauthorized Use Reported",
           "Assignment Notes"]
XML = "{http://www.iana.org/assignments}"
XHTML = "{http://www.w3.org/1999/xhtml}"
SECONDARY = re.compile(r"\balias (to|of|for)\b|\bduplicate of\b"
                       r"|\bnow historic\b", re.IGNORECASE)

Row = collections.namedtuple(
    "Row", "name port transport description secondary backed")


def read_csv(text):
    for cells in csv.DictReader(io.StringIO(text, newline=""), strict=True):
        cells = {title: cell.strip() for title, cell in cells.items()}
        yield Row(cells["Service Name"], cells["Port Number"],
                  cells["Transport Protocol"], cells["Description"],
                  bool(SECONDARY.search(cells["Assignment Notes"])),
                  "[RFC" in cells["Reference"]
                  or "[IESG]" in cells["Assignee"])


def read_xml(text):
    for record in ElementTree.fromstring(text).iter(XML + "record"):
        def value(tag):
            found = record.find(XML + tag)
            return "" if found is None else "".join(found.itertext()).strip()

        assignees = [xref.get("data")
                     for xref in record.findall(XML + "assignee/" + XML +
                                                "xref")]
        references = [xref.get("data", "").upper()
                      for xref in record.findall(XML + "xref")
                      if xref.get("type") != "person"]
        yield Row(value("name"), value("number"), value("protocol"),
                  value("description"), bool(SECONDARY.search(value("note"))),
                  "IESG" in assignees or
                  any(data.startswith("RFC") for data in references))


def read_xhtml(text):
    for row in ElementTree.fromstring(text).iter(XHTML + "tr"):
        cells = ["".join(cell.itertext()).strip()
                 for cell in row.findall(XHTML + "td")]
        if len(cells) == len(COLUMNS):
            yield Row(*cells[:4], False, False)


def read_page(text):
    table = text.split("Assignment Notes\n")[1].split("Contact Information")[0]
    for line in filter(None, table.splitlines()):
        name, port, transport, description = re.fullmatch(
            r"(?:(.+?) )?([0-9]+(?:-[0-9]+)?)"
            r"(?: (tcp|udp|sctp|dccp)\b)?(?: (.*))?", line).groups(default="")
        yield Row(name, port, transport, description, False, False)


def read_columns(text):
    """The lines with a port; a name may go on above and below them."""
    table = text.split("Uses\n", 1)[1].split(" People\n", 1)[0]
    lines = [(line[:15].strip(), line[15:30].strip(), line[30:38].strip(),
              line[38:66].strip()) for line in table.split("\n")]
    last = -1
    for i, (name, port, transport, description) in enumerate(lines):
        if not port:
            continue
        for above in range(i - 1, last, -1):
            if not is_fragment(lines[above]):
                break
            name = lines[above][0] + " " + name
        last = i
        while name.count("(") > name.count(")"):
            last += 1
            name += " " + lines[last][0]
        yield Row(name, port, transport, description, False, False)


def is_fragment(line):
    return line[0] and not any(line[1:])


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    beginnings = {"<?xml": read_xml, "<!DOCTYPE html": read_xhtml,
                  "Service Name,": read_csv}
    for beginning, reader in beginnings.items():
        if text.startswith(beginning):
            return list(reader(text))
    if "\nService Name Port Number" in text:
        return list(read_page(text))
    return list(read_columns(text))


def expand(rows):
    """Each service of each assignment: row, port and transport."""
    for row in rows:
        if not row.name or not row.port or row.description.lower() in STATES:
            continue
        first, _, last = row.port.partition("-")
        for transport in [row.transport] if row.transport else ["tcp", "udp"]:
            for port in range(int(first), int(last or first) + 1):
                yield row, port, transport


def read_local(path):
    names, pairs = set(), set()
    with open(path, encoding="utf-8") as file:
        for line in file:
            words = line.split("#")[0].split()
            if len(words) < 2:
                continue
            port, transport = words[1].split("/")
            pairs.add((int(port), transport))
            names.update(word.lower() for word in words[:1] + words[2:])
    return names, pairs


def first(entries):
    """No alias, then one that is backed, then the registry's order."""
    return min(entries, key=lambda entry: (entry[0].secondary,
                                           not entry[0].backed))


def collate(rows, local, all_pairs):
    pairs, names = (collections.defaultdict(list) for _ in range(2))
    for entry in expand(rows):
        row, port, transport = entry
        pairs[port, transport].append(entry)
        if row.name.lower() not in local[0]:
            names[row.name.lower(), transport].append(entry)
    leads = {key: first(entries) for key, entries in names.items()}

    def leads_back(name, port, transport):
        """The name alone, and with the transport, is that port."""
        answers = [leads[name, t][1] for t in TRANSPORTS if (name, t) in leads]
        return all_pairs or (bool(answers) and answers[0] == port and
                             leads[name, transport][1] == port)

    records = {}
    for pair, entries in pairs.items():
        spellings = {}
        for row, _, _ in [first(entries)] + entries:
            if leads_back(row.name.lower(), *pair):
                spellings[row.name] = True
        if spellings:
            records[pair] = [str(pair[0]), pair[1], *spellings]

    def rank(pair):
        return pair[0], TRANSPORTS.index(pair[1])

    for (name, transport), (row, port, _) in sorted(
            leads.items(),
            key=lambda item: (item[0][0].encode(),
                              TRANSPORTS.index(item[0][1]))):
        record = records.get((port, transport), [])
        if name not in map(str.lower, record[2:]):
            record = [str(port), transport, row.name]
        yield ["N", name, transport, *record]
    for pair in sorted(records, key=rank):
        if pair not in local[1]:
            yield ["P", str(pair[0]), pair[1], *records[pair]]


def rows_of_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        for i, cells in enumerate(csv.DictReader(file, strict=True)):
            fields = [cells[title].strip() for title in COLUMNS]
            yield ["R", str(i)] + [
                field.replace("\\", r"\\").replace("\r\n", "\n")
                .replace("\n", r"\n").replace("\t", r"\t")
                for field in fields]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--local")
    parser.add_argument("--all-pairs", action="store_true")
    parser.add_argument("--rows", action="store_true")
    parser.add_argument("--services", action="store_true")
    parser.add_argument("file")
    options = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")
    if options.rows:
        lines = rows_of_csv(options.file)
    elif options.services:
        lines = sorted({(row.name, str(port), transport) for
                        row, port, transport in expand(read(options.file))})
    else:
        local = read_local(options.local) if options.local else ((), ())
        lines = collate(read(options.file), local, options.all_pairs)
    for line in lines:
        print("\t".join(line))


main()
