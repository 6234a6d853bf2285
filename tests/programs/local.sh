# SPDX-License-Identifier: MIT
# What netbase and the registry have for each port and name, read here anew,
# and what each program makes of them.  After stage.sh.
# shellcheck shell=sh

# netbase_lines: name, port/transport and aliases, without remarks.
netbase_lines() {
	sed 's/#.*//' "$scratch/netbase" | awk 'NF'
}

# Each table has PORT/TRANSPORT NAME or NAME/TRANSPORT PORT, "any" being no
# transport; of two lines for a question the first counts.
make_tables() {
	netbase_lines | awk '{
		split($2, pair, "/")
		print $2, $1
		print pair[1] "/any", $1
	}' >"$scratch/netbase.port"
	netbase_lines | awk '{
		split($2, pair, "/")
		for (i = 1; i <= NF; i++)
			if (i != 2) {
				print $i "/" pair[2], pair[1]
				print $i "/any", pair[1]
			}
	}' >"$scratch/netbase.name"
	python3 tests/oracle/registry.py --local "$scratch/netbase" \
		"$SHIPPED" >"$scratch/registry"
	awk -F '\t' -v port="$scratch/registry.port" \
		-v name="$scratch/registry.name" '
		$1 == "P" { print $2 "/" $3, $6 >port; print $2 "/any", $6 >port }
		$1 == "N" { print $2 "/" $3, $4 >name; print $2 "/any", $4 >name }
		' "$scratch/registry"
}

# Every port of netbase and three that it lacks, each with tcp and udp.
make_questions() {
	{
		netbase_lines | sed -nE 's,.*[[:space:]]([0-9]+)/.*,\1,p'
		printf '%s\n' 13782 13400 16003
	} | sort -nu | awk '{ print $1 "/tcp"; print $1 "/udp" }' \
		>"$scratch/sockets"
	{
		cat "$scratch/sockets"
		sed 's/ .*//' "$scratch/netbase.port"
		sed 's,/.*,/any,' "$scratch/sockets"
	} | sort -u >"$scratch/port"
	# All of netbase's names, and the registry's on these ports.
	{
		sed 's,/[^/]* .*,,' "$scratch/netbase.name"
		awk 'NR == FNR { asked[$1]; next } $1 in asked { print $2 }' \
			"$scratch/port" "$scratch/registry.port"
	} | sort -u >"$scratch/names"
	sed 's,.*,&/tcp\n&/udp\n&/sctp\n&/any,' "$scratch/names" \
		>"$scratch/name"
}

# where PORT/TRANSPORT: a line each of ADDRESS:PORT/TRANSPORT, the address
# telling the port, for a program that is to put a name to it.
where() {
	awk -F / '{ printf "127.%d.%d.1:%s\n", $1 / 256, $1 % 256, $0 }' \
		"$scratch/sockets"
}

# Lines of TRANSPORT ADDRESS:NAME become PORT/TRANSPORT NAME.
by_address() {
	awk -F '[ .:]' '{
		question = $3 * 256 + $4 "/" tolower($1)
		sub(/[^:]*:/, "")
		print question, question ~ "^" $0 "/" ? "-" : $0
	}'
}

ask_ss() {
	ss -Hltu | awk '{ print $1, $5 }' | by_address
}

ask_netstat() {
	netstat -ltu --wide --numeric-hosts |
		awk '/^(tcp|udp) / { print $1, $4 }' | by_address
}

ask_lsof() {
	lsof -n -iTCP -iUDP | awk 'NR > 1 { print $8, $9 }' | by_address
}

ask_tcpdump() {
	tcpdump -q -t -r "$scratch/capture" 2>/dev/null | sed -E \
		's/.* > (127\.[0-9]+\.[0-9]+\.1)\.(.*): (tcp|UDP).*/\3 \1:\2/' |
		by_address
}

# nft asks without a transport.
ask_nft() {
	nft -f "$scratch/rules"
	nft -S list ruleset |
		sed -nE 's/.*daddr ([0-9.]+) tcp dport "?([^" ]+)"?.*/any \1:\2/p' |
		by_address
	nft flush ruleset
}

ask_python3() {
	python3 "$programs/ask.py" port <"$scratch/port"
	python3 "$programs/ask.py" name <"$scratch/name"
}

ask_perl() {
	perl -nle '($port, $transport) = split "/";
		$transport =~ s/any//;
		print "$_ ", scalar(getservbyport($port, $transport)) // "-"
	' "$scratch/port"
	perl -nle '($name, $transport) = m{(.*)/(.*)};
		$transport =~ s/any//;
		print "$_ ", scalar(getservbyname($name, $transport)) // "-"
	' "$scratch/name"
}
