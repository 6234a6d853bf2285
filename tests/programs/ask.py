#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What Python knows of the questions on standard input, one a line.

ask.py port   PORT/TRANSPORT: its service
ask.py name   NAME/TRANSPORT: its port
ask.py ufw    NAME: the transports that ufw would open for it

"any" stands for no transport; what is not known is "-".
"""
import socket
import sys


def by_port(question):
    port, transport = question.split("/")
    return socket.getservbyport(int(port), *filter("any".__ne__, [transport]))


def by_name(question):
    name, transport = question.rsplit("/", 1)
    return socket.getservbyname(name, *filter("any".__ne__, [transport]))


def by_ufw(question):
    import ufw.util
    return ufw.util.get_services_proto(question)


answer = {"port": by_port, "name": by_name, "ufw": by_ufw}[sys.argv[1]]
for line in sys.stdin:
    question = line.rstrip("\n")
    try:
        print(question, answer(question))
    except OSError:
        print(question, "-")
