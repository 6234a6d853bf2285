# SPDX-License-Identifier: MIT
# Turns a services(5) file into questions with their answers, a line each:
#	CASE ASKED PROTOCOL PORT NAME TRANSPORT
# with "-" for what is not given, after one line "records NUMBER".  Of a large
# file, one in -v every=N is taken, at random.
#
# Services with a slash in a name are left out: the recipes of the peers that
# compile the file take the slash for the one before the transport.
{
	sub(/#.*/, "")
}

NF < 2 {
	next
}

{
	records++
	split($2, at, "/")
	name = $1
	$2 = ""
	ports[at[1]] = 1
}

index($0, "/") {
	next
}

BEGIN {
	srand(1)
}

function taken() {
	return every <= 1 || rand() < 1 / every
}

# The first line that has it is the answer.
function hit(kind, asked, protocol) {
	if ((kind, asked, protocol) in seen)
		return
	seen[kind, asked, protocol] = 1
	hits[++n] = kind (protocol == "-" ? "_hit_any " : "_hit ") asked " " \
		protocol " " at[1] " " name " " at[2]
}

{
	hit("port", at[1], at[2])
	hit("port", at[1], "-")
	for (i = 1; i <= NF; i++)
		if (i != 2) {
			names[$i] = 1
			hit("name", $i, at[2])
			hit("name", $i, "-")
		}
}

function miss(kind, asked) {
	if (!taken())
		return
	print kind "_miss", asked, ++misses % 2 ? "tcp" : "udp", "- - -"
	print kind "_miss_any", asked, "-", "- - -"
}

END {
	print "records", records
	for (i = 1; i <= n; i++)
		if (taken())
			print hits[i]
	for (port = 3; port < 65536; port += 7)
		if (!(port in ports))
			miss("port", port)
	for (name in names)
		if (!((name "z") in names))
			miss("name", name "z")
}
