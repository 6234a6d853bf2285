# SPDX-License-Identifier: MIT
# Questions on all names and ports to those who read /etc/services at each of
# them.  They are given the lines alone that can matter to some questions at a
# time, for the whole file takes half a millisecond to read.  After
# namespace.sh.
# shellcheck shell=sh disable=SC2154

services=$scratch/services
: >"$services"

# names FILE: every name and alias in a services(5) file, once.
names() {
	sed 's/#.*//' "$1" |
		awk 'NF { print $1; for (i = 3; i <= NF; i++) print $i }' |
		sort -u
}

# Of answers to names all but those of three names, each of which is one port on
# udp and another on tcp: services(5) cannot have such a name on udp without
# telling the port of it as well.
without_split() {
	grep -v '^\(raid-am\|terminaldb\|whosockami\)/udp: '
}

# ask_names FILE NAMES COMMAND ...: its answers to the names, which it reads
# from its input, from that services(5) file.
ask_names() {
	file=$1 names=$2 group=0 groups=${groups:-64}
	shift 2
	while [ "$group" -lt "$groups" ]; do
		awk -v n="$groups" -v i="$group" 'NR % n == i' "$names" \
			>"$scratch/group"
		awk 'NR == FNR { wanted[$1]; next } {
			line = $0
			sub(/#.*/, "")
			for (i = 1; i <= NF; i++)
				if ($i in wanted) {
					print line
					next
				}
		}' "$scratch/group" "$file" >"$services"
		"$@" <"$scratch/group"
		group=$((group + 1))
	done | sort
}

# ask_ports FILE END COMMAND ...: its answers to the ports below END, of which
# it is given the first and the last of a block at a time.
ask_ports() {
	file=$1 end=$2 first=0 block=${block:-256}
	shift 2
	rm -f "$scratch"/block.*
	awk -v block="$block" -v to="$scratch/block." '{
		split($2, pair, "/")
		print >(to int(pair[1] / block) * block)
	}' "$file"
	while [ "$first" -lt "$end" ]; do
		last=$((first + block - 1))
		cat "$scratch/block.$first" >"$services" 2>/dev/null
		"$@" "$first" "$last"
		first=$((last + 1))
	done
}
