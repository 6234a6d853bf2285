# SPDX-License-Identifier: MIT
# Turns what "ianaports dump" prints into a services(5) file.
#
# Files are searched from the top, so of a name's several ports the first in
# the file wins: a line whose port is the registry's choice, but not the name's
# first, goes to the top.
BEGIN {
	FS = "\t"
}

# By name, before the ports; transports in the order of preference.
$1 == "N" {
	choice[$2, $3] = $4
	if (!($2 in best)) {
		best[$2] = $4
	}
}

function note(name, port, chosen) {
	if (!(name in seen))
		seen[name] = port
	else if (seen[name] != port && port == chosen)
		first[lines] = 1
}

$1 == "P" {
	line[++lines] = $6 "\t" $4 "/" $5
	for (i = 6; i <= NF; i++) {
		if (i > 6)
			line[lines] = line[lines] " " $i
		name = tolower($i)
		note(name, $4, best[name])
		note(name "/" $5, $4, choice[name, $5])
	}
}

END {
	for (i = 1; i <= lines; i++)
		if (i in first)
			print line[i]
	for (i = 1; i <= lines; i++)
		if (!(i in first))
			print line[i]
}
