# SPDX-License-Identifier: MIT
"""Runs a command on a terminal and prints all that it writes there.

Usage: terminal.py COLUMNS [NAME=VALUE ...] COMMAND ...
The environment is PATH, TERM and what the command line gives.
"""
import fcntl
import os
import pty
import signal
import struct
import sys
import termios

signal.signal(signal.SIGPIPE, signal.SIG_DFL)
columns, words = int(sys.argv[1]), sys.argv[2:]
environment = {"PATH": os.environ["PATH"], "TERM": "xterm-256color"}
while "=" in words[0]:
    name, _, value = words.pop(0).partition("=")
    environment[name] = value

master, slave = pty.openpty()
fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
child = os.fork()
if child == 0:
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for descriptor in range(3):
        os.dup2(slave, descriptor)
    os.execvpe(words[0], words, environment)
os.close(slave)
while True:
    try:
        written = os.read(master, 65536)
    except OSError:
        break
    sys.stdout.buffer.write(written.replace(b"\r\n", b"\n"))
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
