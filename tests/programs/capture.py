#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes a capture of one packet to each destination, as tcpdump would.

capture.py FILE ADDRESS:PORT/TRANSPORT ...
"""
import re
import socket
import struct
import sys

SOURCE = "127.0.0.1", 50000
PROTOCOLS = {"tcp": socket.IPPROTO_TCP, "udp": socket.IPPROTO_UDP}
RAW_IP = 101


def segment(transport, port):
    if transport == "udp":
        return struct.pack(">4H", SOURCE[1], port, 8, 0)
    return struct.pack(">2H2L2B3H", SOURCE[1], port, 1, 0, 5 << 4, 2, 1024, 0,
                       0)


def packet(where):
    address, port, transport = re.split("[:/]", where)
    payload = segment(transport, int(port))
    return struct.pack(">2B3H2BH4s4s", 0x45, 0, 20 + len(payload), 1, 0, 64,
                       PROTOCOLS[transport], 0,
                       socket.inet_aton(SOURCE[0]),
                       socket.inet_aton(address)) + payload


with open(sys.argv[1], "wb") as out:
    out.write(struct.pack("<L2H4L", 0xA1B2C3D4, 2, 4, 0, 0, 65535, RAW_IP))
    for destination in sys.argv[2:]:
        data = packet(destination)
        out.write(struct.pack("<4L", 0, 0, len(data), len(data)) + data)
