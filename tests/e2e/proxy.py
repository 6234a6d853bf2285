# SPDX-License-Identifier: MIT
"""A proxy for one connection: prints its port and what it is asked into a file,
and tunnels."""
import select
import socket
import sys

listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen()
out = open(sys.argv[1], "w", buffering=1)
print(listener.getsockname()[1], file=out)
client, _ = listener.accept()
head = b""
while b"\r\n\r\n" not in head:
    head += client.recv(4096)
print(head.split(b"\r\n")[0].decode(), file=out)
host, port = head.split()[1].decode().rsplit(":", 1)
server = socket.create_connection((host, int(port)))
client.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
while True:
    for end in select.select([client, server], [], [])[0]:
        data = end.recv(65536)
        if not data:
            sys.exit()
        (server if end is client else client).sendall(data)
