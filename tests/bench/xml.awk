# SPDX-License-Identifier: MIT
# Turns a registry in IANA's CSV columns into IANA's XML form, as large and
# as deep as that, to compare imports; -v date=YYYY-MM-DD is its date.
BEGIN {
	print "<?xml version='1.0' encoding='UTF-8'?>"
	print "<registry xmlns=\"http://www.iana.org/assignments\"" \
		" id=\"service-names-port-numbers\">"
	print "  <updated>" date "</updated>"
	split("name number protocol description", element, " ")
}

function escape(text) {
	gsub(/&/, "\\&amp;", text)
	gsub(/</, "\\&lt;", text)
	gsub(/>/, "\\&gt;", text)
	gsub(/"/, "\\&quot;", text)
	return text
}

function show(name, text) {
	if (text != "")
		printf "    <%s>%s</%s>\n", name, escape(text), name
}

# "[RFC768][Jon_Postel]" is a cross-reference each.
function refer(text,   n, part, i) {
	n = split(text, part, /[][]+/)
	for (i = 1; i <= n; i++)
		if (part[i] ~ /^RFC[0-9]+$/)
			printf "    <xref type=\"rfc\" data=\"%s\"/>\n",
				tolower(part[i])
		else if (part[i] ~ /[^ \n]/)
			printf "    <xref type=\"person\" data=\"%s\"/>\n",
				escape(part[i])
}

function finish() {
	printf "  <record%s%s>\n",
		field[7] == "" ? "" : " date=\"" field[7] "\"",
		field[8] == "" ? "" : " updated=\"" field[8] "\""
	for (f = 1; f <= 4; f++)
		show(element[f], field[f])
	refer(field[5])
	refer(field[9])
	show("sc", field[10])
	show("unauthorized", field[11])
	show("note", field[12])
	print "  </record>"
}

# Quotes come in pairs, so a field inside one has an odd number so far.
{
	sub(/\r$/, "")
	record = record == "" ? $0 : record "\n" $0
	if (gsub(/"/, "\"", record) % 2 != 0)
		next
	columns = 0
	split("", field)
	n = split(record, part, ",")
	for (i = 1; i <= n; i++) {
		text = part[i]
		while (gsub(/"/, "\"", text) % 2 != 0)
			text = text "," part[++i]
		if (text ~ /^"/) {
			text = substr(text, 2, length(text) - 2)
			gsub(/""/, "\"", text)
		}
		field[++columns] = text
	}
	record = ""
	if (header++)
		finish()
}

END {
	print "</registry>"
}
