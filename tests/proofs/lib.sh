# SPDX-License-Identifier: MIT
# What the scripts of proofs share: CBMC on one proof.  To be sourced.
# shellcheck shell=sh
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../e2e/lib.sh"

# require PROGRAM: no proof is skipped, for nobody would miss it.
require() {
	command -v "$1" >/dev/null && return
	echo "not ok 1 - $1 is not installed: apt-get install cbmc spin gcc" \
		"libc6-dev, on Debian 13 or later"
	exit 1
}

# Undefined behaviour, and loops that do not end.
undefined="--bounds-check --pointer-check --pointer-overflow-check
	--pointer-primitive-check --div-by-zero-check --signed-overflow-check
	--undefined-shift-check --unwinding-assertions"
# What C defines but is hardly ever meant.  A proof of code that means it has
# the word "wraps".
unmeant="--unsigned-overflow-check --conversion-check"

# list_proofs FILE: those of its comments, each in a line: its name, words for
# CBMC and the compiler, and which function takes the place of which.
list_proofs() {
	tr '\n\t' '  ' <"$1" | sed 's/ \* / /g; s/\*\//\n/g; s/proof: /\n&/g' |
		sed -n 's/^proof: //p'
}

# prove FOLDER FILE NAME WORD ...: of the sources in that folder.
# shellcheck disable=SC2086
prove() {
	folder=$1 file=$2 name=$3
	shift 3
	defines="-I$folder -I." options="$undefined $unmeant" replaced=
	for word; do
		case $word in
		wraps) options=$undefined ;;
		-D*) defines="$defines $word" ;;
		*:*) replaced="$replaced --replace-calls $word" ;;
		*) set -- "$@" "$word" ;;
		esac
		shift
	done
	goto-cc -std=c17 -D_GNU_SOURCE -DPROVING $defines -o "$scratch/linked" \
		"$file" || return 2
	goto-instrument $replaced "$scratch/linked" \
		"$scratch/proof" >"$scratch/log" 2>&1 ||
		! cat "$scratch/log" || return 2
	cbmc "$scratch/proof" --function "prove_$name" \
		--drop-unused-functions --object-bits 10 $options "$@" \
		>"$scratch/log" 2>&1
	code=$?
	grep -E 'FAILURE$|no body for' "$scratch/log" ||
		[ "$code" -eq 0 ] || tail -n 5 "$scratch/log"
	return "$code"
}
