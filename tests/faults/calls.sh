# SPDX-License-Identifier: MIT
# What the tests share in which one call of an import fails, or is its last.  To
# be sourced.
# shellcheck shell=sh
# Where there is memory for it, so that a sync costs nothing.
if [ -w /dev/shm ]; then
	export TMPDIR=/dev/shm
fi
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../e2e/lib.sh"

golden=tests/golden
folder=$scratch/folder
target=$folder/services.mdb
old=$scratch/old
new=$scratch/new
log=$scratch/log
# The part that parses may be nobody, and logs its calls all the same.
chmod 755 "$scratch"
: >"$log"
chmod 666 "$log"
mkdir "$folder"
# So that a sanitized command takes the library that fails its calls.
export ASAN_OPTIONS=verify_asan_link_order=0:exitcode=99

import() {
	"$IANAPORTS" import --no-local "$@"
}

# fault KIND:NUMBER:WHAT FILE [OPTION ...]: an import that meets it, from the
# old database; sets code, and called to the call and to a rename, in their
# order.  Fails if there was no such call.  Thousands are made: each process
# that is spared counts.
in_force=
fault() {
	fault=$1 input=$2
	shift 2
	[ "$in_force" = "$old" ] ||
		{ cp "$old" "$target" && chmod 644 "$target"; } || exit 3
	in_force=
	: >"$log" || exit 3
	FAULT=$fault FAULT_LOG=$log LD_PRELOAD=$PRELOADED/inject.so \
		"$IANAPORTS" import --no-local -o "$target" "$@" "$input" \
		2>"$scratch/err"
	code=$?
	called=$(grep -e '!$' -e '^renameat$' "$log")
	case $called in
	*!*) ;;
	*) return 1 ;;
	esac
}

wrong() {
	echo "$fault ($called), exit code $code: $1"
	cat "$scratch/err"
	return 1
}

# is_in_force DATABASE: whole, and with its mode.
is_in_force() {
	cmp "$target" "$1" && [ "$(stat -c %a "$target")" = 644 ] &&
		in_force=$1
}

is_alone() {
	set -- "$folder"/* "$folder"/.[!.]*
	[ "$*" = "$target $folder/.[!.]*" ]
}

# What an import that failed has left, the next one removes.
check_litter() {
	is_alone && return
	litter=$((litter + 1)) in_force=
	import --force -o "$target" "$golden/sample.csv" || return
	is_alone || wrong "left behind: $(ls -A "$folder")"
}

sed 's/^ssh,/hss,/' "$golden/sample.csv" >"$scratch/older"
check "a database is there" import -o "$old" "$scratch/older"
check "it is sound" "$IANAPORTS" verify --db "$old"
