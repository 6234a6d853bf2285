#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Listens, in the background, and prints its process id once it does.

listen.py ADDRESS:PORT/TRANSPORT ...
"""
import os
import re
import signal
import socket
import sys

KINDS = {"tcp": socket.SOCK_STREAM, "udp": socket.SOCK_DGRAM}


def listen(where):
    address, port, transport = re.split("[:/]", where)
    listener = socket.socket(socket.AF_INET, KINDS[transport])
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((address, int(port)))
    if transport == "tcp":
        listener.listen(128)
    return listener


listeners = [listen(where) for where in sys.argv[1:]]
child = os.fork()
if child:
    print(child)
else:
    for standard in range(3):
        os.close(standard)
    signal.pause()
