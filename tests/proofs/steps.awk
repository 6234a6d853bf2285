# SPDX-License-Identifier: MIT
# Lists the steps of nss/snapshot.c and nss/cursor.c, or those that the model
# quotes, each behind its function.
{
	sub(/^[ \t]+/, "")
}

FILENAME ~ /\.pml$/ {
	if ($1 == "inline" || $1 == "proctype") {
		name = $2
		sub(/\(.*/, "", name)
	}
	if (match($0, /\/\*: .* \*\//))
		print name ": " substr($0, RSTART + 4, RLENGTH - 7)
	next
}

/^[[:lower:]_]+\(.*\)$/ {
	name = $1
	sub(/\(.*/, "", name)
	sub(/^(snapshot|cursor)_/, "", name)
	next
}

# Of the clock and of the hint, which is no more than that, nothing hangs.
name == "" || /checked|failed|failure|hint/ || /^(\/?\*|static)/ { next }

/atomic_|move|file_|slot->file|publish|claim|acquire|release|hold|drop|reap|replace|refresh|is_unused|pack_at|cursor_start/ {
	if ($0 ~ /;|\{|\)$|\|\|$/)
		print name ": " $0
}
