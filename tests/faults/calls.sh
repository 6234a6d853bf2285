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
# old database; sets code.  Fails if there was no such call.
fault() {
	fault=$1 input=$2
	shift 2
	{ cmp -s "$old" "$target" || cp "$old" "$target"; } &&
		chmod 644 "$target" && : >"$log" || exit 3
	FAULT=$fault FAULT_LOG=$log LD_PRELOAD=$BUILD/tests/inject.so \
		"$IANAPORTS" import --no-local -o "$target" "$@" "$input" \
		2>"$scratch/err"
	code=$?
	grep -q '!$' "$log"
}

wrong() {
	echo "$fault ($(grep '!$' "$log")), exit code $code: $1"
	cat "$scratch/err"
	return 1
}

check_mode() {
	equal 644 "$(stat -c %a "$target")" || wrong "the mode"
}

# What an import that failed has left, the next one removes.
check_litter() {
	left=$(ls -A "$folder")
	[ "$left" = services.mdb ] && return
	litter=$((litter + 1))
	import --force -o "$target" "$golden/sample.csv" || return
	equal services.mdb "$(ls -A "$folder")" || wrong "left behind: $left"
}

sed 's/^ssh,/hss,/' "$golden/sample.csv" >"$scratch/older"
check "a database is there" import -o "$old" "$scratch/older"
check "it is sound" "$IANAPORTS" verify --db "$old"
