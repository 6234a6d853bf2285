# SPDX-License-Identifier: MIT
# Writes a registry of -v records=N in IANA's columns: ports spread over all
# 65,536, each with all four transports and a name of its own.
BEGIN {
	print "Service Name,Port Number,Transport Protocol,Description," \
		"Assignee,Contact,Registration Date,Modification Date," \
		"Reference,Service Code,Unauthorized Use Reported," \
		"Assignment Notes"
	split("tcp udp sctp dccp", transport, " ")
	ports = records / 4
	for (i = 0; i < ports; i++) {
		port = int(i * 65536 / ports)
		name = ""
		for (mixed = port * 40503 % 65536; length(name) < 4;
		     mixed = int(mixed / 26))
			name = name substr("abcdefghijklmnopqrstuvwxyz",
				mixed % 26 + 1, 1)
		for (t = 1; t <= 4; t++)
			printf "%s-%d,%d,%s,Service %d,,,,,,,,\n", name, port,
				port, transport[t], port
	}
}
