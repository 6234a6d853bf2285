# SPDX-License-Identifier: MIT
# Tables from lines of "TABLE ROW COLUMN VALUE", tab-separated, one for each
# round: medians, medians of each round's ratio to the first row, least and
# most.
BEGIN {
	FS = "\t"
	title["direct"] = "The module itself, ns"
	title["stat"] = "The same after two stat(2) of other files, ns"
	title["glibc"] = "Through glibc and nsswitch.conf, ns"
	title["fast"] = "The fast order beside /etc/services, through glibc, ns"
	title["memory"] = "Memory that 10,000 look-ups took, KB"
	title["getent"] = "getent services 13782"
	title["cold"] = "The same, its data and module not in the page cache"
	title["import"] = "Import without fsync"
	title["verbs"] = "The command's verbs, whole processes"
	title["growth"] = "The module itself by number of records, ns"
	label["port_hit"] = "port"
	label["port_hit_any"] = "port*"
	label["name_hit"] = "name"
	label["name_hit_any"] = "name*"
	label["port_miss"] = "no port"
	label["port_miss_any"] = "no port*"
	label["name_miss"] = "no name"
	label["name_miss_any"] = "no name*"
	label["port_hit_rest"] = "port+"
	label["port_hit_any_rest"] = "port*+"
	label["name_hit_rest"] = "name+"
	label["name_hit_any_rest"] = "name*+"
	label["enumeration"] = "all"
	label["two_threads"] = "2 threads"
	label["private_dirty"] = "own"
	label["private_clean"] = "clean"
	label["wall"] = "wall us"
	label["grep"] = "grep us"
	label["cpu"] = "CPU ms"
	label["memory"] = "peak KB"
}

{
	if (!($1 in rows))
		tables[++count] = $1
	if (!(($1, $2) in row_seen)) {
		row_seen[$1, $2] = 1
		row[$1, ++rows[$1]] = $2
	}
	if (!(($1, $3) in column_seen)) {
		column_seen[$1, $3] = 1
		column[$1, ++columns[$1]] = $3
	}
	key = $1 FS $2 FS $3
	value[key, ++values[key]] = $4
	if ($2 == row[$1, 1])
		first[$1, $3, values[key]] = $4
	else if ($3 != "two_threads" && first[$1, $3, values[key]] > 0) {
		ratio = $1 FS $2 FS $3 FS "ratio"
		value[ratio, ++values[ratio]] = $4 / \
			first[$1, $3, values[key]]
	}
}

# Insertion keeps them sorted.
function sort(key,   i, j, moved) {
	for (i = 2; i <= values[key]; i++) {
		moved = value[key, i]
		for (j = i - 1; j > 0 && value[key, j] + 0 > moved + 0; j--)
			value[key, j + 1] = value[key, j]
		value[key, j + 1] = moved
	}
}

function median(key) {
	return value[key, int((values[key] + 1) / 2)]
}

function short(number) {
	if (number >= 1e7)
		return sprintf("%.0fM", number / 1e6)
	if (number >= 1e4)
		return sprintf("%.0fk", number / 1e3)
	return sprintf(number < 10 ? "%.2f" : "%.0f", number)
}

function cell(kind, table, i, c,   key) {
	key = table FS row[table, i] FS column[table, c]
	if (!(key in values))
		return "-"
	if (kind == "spread")
		return short(value[key, 1]) "-" short(value[key, values[key]])
	if (kind == "median")
		return sprintf(median(key) < 10 ? "%.2f" : "%.0f", median(key))
	if (i == 1)
		return column[table, c] == "two_threads" ? "-" : "1"
	key = key FS "ratio"
	return key in values ? short(median(key)) : "-"
}

function show(kind, heading, table,   i, c) {
	printf "%-24s", heading
	for (c = 1; c <= columns[table]; c++)
		printf " %11s", column[table, c] in label ? \
			label[column[table, c]] : column[table, c]
	print ""
	for (i = 1; i <= rows[table]; i++) {
		printf "%-24s", row[table, i]
		for (c = 1; c <= columns[table]; c++)
			printf " %11s", cell(kind, table, i, c)
		print ""
	}
	print ""
}

END {
	for (key in values)
		sort(key)
	for (t = 1; t <= count; t++) {
		print "\n== " title[tables[t]] " =="
		show("median", "median", tables[t])
		# Its rows are different questions.
		if (tables[t] != "verbs")
			show("ratio", "to the first row", tables[t])
		show("spread", "least-most", tables[t])
	}
	print "* without a transport (proto is NULL); all: a whole enumeration;" \
		" + what the registry alone knows"
}
