# SPDX-License-Identifier: MIT
# What the end-to-end tests share: TAP, scratch space, the programs under test.
# To be sourced by sh; every test is `check "what is true" command ...`.
# shellcheck shell=sh

self=$(realpath "$0")
cd "$(dirname "$0")/../.." || exit 3
can=$PWD/tests/can
# As tests/run does, for a test that is run by itself.
unset MAKEFLAGS MAKEOVERRIDES SOURCE_DATE_EPOCH
mkdir -p "${BUILD:-build}" && BUILD=$(cd "${BUILD:-build}" && pwd) || exit 3
# Neither make nor LD_PRELOAD takes a path with spaces; the tree's may have some.
build=${BUILD#"$PWD/"}
# shellcheck disable=SC2034
PRELOADED=$build/tests
# shellcheck disable=SC2034
IANAPORTS=$BUILD/ianaports
# The whole registry as IANA publishes it, where it is at hand.
REGISTRY=${IANAPORTS_TEST_REGISTRY:-../shared/registry}
# shellcheck disable=SC2034
SHIPPED=packaging/registry/service-names-port-numbers.csv
scratch=$(mktemp -d) || exit 3
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
tests=0
failures=0
skips=0
lacking=

# check SENTENCE COMMAND ...: the command succeeds.
check() {
	if [ -n "$lacking" ]; then
		skip "$1" "$lacking"
		return
	fi
	sentence=$1
	shift
	tests=$((tests + 1))
	if "$@" >"$scratch/.out" 2>&1; then
		echo "ok $tests - $sentence"
	else
		failures=$((failures + 1))
		echo "not ok $tests - $sentence"
		sed 's/^/# /' "$scratch/.out" | head -n 20
	fi
}

# skip SENTENCE WHY
skip() {
	tests=$((tests + 1))
	skips=$((skips + 1))
	echo "ok $tests # SKIP $1: $2"
}

# make_built TARGET VARIABLE ...: of what has been built, as it is: with other
# folders or flags make would build it anew, under the tests.
make_built() {
	make -s notice= BUILD="$build" "$@"
}

# need CAPABILITY ...: checks are skipped from here on if this machine lacks one
# of them (tests/can).  With "need" alone they go on.
need() {
	if [ $# -eq 0 ]; then
		lacking=
	elif [ -z "$lacking" ]; then
		lacking=$("$can" "$@")
	fi
}

# skip_all WHY: every check of this script, and of what it sources, by its
# sentence, what varies left out; and that is the end of it.
skip_all() {
	# shellcheck disable=SC2046
	while read -r sentence; do
		skip "$sentence" "$1"
	done <<-END
		$(sed -n 's/^\(.*[[:space:]]\)*\(check\|step\) "\([^"]*\)".*/\3/p' "$self" \
			$(sed -n 's/^# shellcheck source=//p' "$self") |
			sed 's/\$(.*/.../; s/\$[[:lower:]]*/.../g')
	END
	finish
	exit
}

# equal EXPECTED ACTUAL
equal() {
	[ "$1" = "$2" ] && return 0
	printf 'expected: %s\nactual:   %s\n' "$1" "$2"
	return 1
}

# exits CODE COMMAND ...: that very exit code.
exits() {
	code=$1
	shift
	"$@"
	equal "exit $code" "exit $?"
}

# fact KEY WORD ...: what status has under a key of its JSON.
fact() {
	key=$1
	shift
	"$IANAPORTS" status --json "$@" | python3 -c '
import json, sys
print(json.load(sys.stdin)[sys.argv[1]])' "$key"
}

# show_failures COMMAND ...: of a build; its tests that failed, or its end.
show_failures() {
	"$@" >"$scratch/log" 2>&1 && return
	grep -A 8 '^not ok ' "$scratch/log" || tail -n 20 "$scratch/log"
	return 1
}

# has_registry FILE: it is at hand; else the caller skips.
has_registry() {
	[ -r "$REGISTRY/$1" ]
}

# To be called last.
finish() {
	echo "1..$tests"
	[ "$failures" -eq 0 ]
}
