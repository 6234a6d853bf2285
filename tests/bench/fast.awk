# SPDX-License-Identifier: MIT
# The questions of the fast order, with a line "records NUMBER" for -v records:
# what the local file has, as it stands, and then, with kinds that end in
# "_rest", what the registry alone has.
# Usage: awk -v records=N -f fast.awk LOCAL.services LOCAL.questions \
#	REGISTRY.questions
BEGIN {
	print "records", records
}

FNR == 1 {
	part++
}

part == 1 {
	sub(/#.*/, "")
	if (NF < 2)
		next
	split($2, at, "/")
	ports[at[1], "-"]
	ports[at[1], at[2]]
	$2 = ""
	for (i = 1; i <= NF; i++)
		if (i != 2)
			names[tolower($i)]
}

$1 !~ /_hit/ {
	next
}

part == 2 {
	print
	next
}

# Without a transport a name may mean a port that is left to the local file.
$1 == "name_hit_any" && ($4, "-") in ports {
	next
}

part == 3 && !($1 ~ /^port/ ? ($2, $3) in ports : tolower($2) in names) {
	$1 = $1 "_rest"
	print
}
