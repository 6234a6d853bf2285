# SPDX-License-Identifier: MIT
# What the tests of an import in bad surroundings share: two databases, the
# folder that one of them is in force in.  After lib.sh.
# shellcheck shell=sh

golden=tests/golden/sample.csv
# shellcheck disable=SC2154
folder=$scratch/folder
target=$folder/services.mdb
old=$scratch/old
new=$scratch/new

# The new database, over the old one; a minute means never.
import() {
	timeout 60 "$IANAPORTS" import --no-local --force -o "$target" "$golden"
}

make_databases() {
	sed 's/^ssh,/hss,/' "$golden" >"$scratch/older"
	"$IANAPORTS" import --no-local -o "$old" "$scratch/older" || exit 3
	"$IANAPORTS" import --no-local -o "$new" "$golden" || exit 3
}

# The old database is in force, in a folder of its own.
reset() {
	rm -rf "$folder"
	mkdir "$folder" && put_old
}

put_old() {
	cp "$old" "$target" && chmod 644 "$target" || exit 3
}

# in_force DATABASE: with its mode, and sound.
in_force() {
	cmp "$target" "$1" && equal 644 "$(stat -c %a "$target")" &&
		"$IANAPORTS" verify --db "$target"
}

# The database has no company in its folder.
alone() {
	equal services.mdb "$(ls -A "$folder")"
}

one_line() {
	equal 1 "$(wc -l <"$scratch/said")"
}

# The import that follows a fault finds everything in order.
recovers() {
	import && in_force "$new" && alone
}

# takes COMMAND ...: the import, run by the command, succeeds.
takes() {
	reset
	"$@" import && in_force "$new" && alone
}

# refuses REASON COMMAND ...: it fails, and the old database stands.
refuses() {
	reason=$1
	shift
	reset
	"$@" import >"$scratch/said" 2>&1
	equal "exit 3" "exit $?" &&
		equal "ianaports: $target: $reason" "$(cat "$scratch/said")" &&
		in_force "$old" && recovers
}
