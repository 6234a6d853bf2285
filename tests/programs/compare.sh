# SPDX-License-Identifier: MIT
# Runs a command without the module and with it, compares both outputs with
# what is expected, and keeps a row for the table.  After stage.sh.
# shellcheck shell=sh

tab=$(printf '\t')
work=$scratch/work
mkdir "$work"

# says COMMAND: all that it prints, in single spaces, and how it fails.
says() {
	(
		cd "$work" || exit
		timeout 120 sh -c "$1" 2>&1 </dev/null || echo "exit $?"
	) | tr -s ' \t' ' '
}

# has WORDS TEXT: no words at all stand for no text at all.
has() {
	case $2 in
	"$1") ;;
	*"$1"*) [ -n "$1" ] ;;
	*) false ;;
	esac
}

# said WORDS OTHERS TEXT: the text has the words and not the others.
said() {
	has "$1" "$3" && ! has "$2" "$3" && return
	printf 'expected: %s\nactual:   %s\n' "$1" "$3"
	return 1
}

# keep KIND PROGRAM PACKAGE CELL ...: a row for the table.
keep() {
	kind=$1 program=$2
	version=$(sed -n "/^$3 /{s///;p;q;}" "$scratch/packages")
	shift 3
	printf '%s' "$kind$tab$program$tab$version" >>"$scratch/rows"
	printf '\t%s' "$@" >>"$scratch/rows"
	echo >>"$scratch/rows"
}

# sees PROGRAM PACKAGE COMMAND WITHOUT WITH [RUN]: what the command, or RUN in
# its place, says without the module and with it.
sees() {
	there "$1" "$1: $3" || return
	answered_by files
	without=$(says "${6:-$3}")
	answered_by files ianaports
	with=$(says "${6:-$3}")
	check "$1 without the module: $3" said "$4" "$5" "$without"
	check "$1 with the module: $3" said "$5" "$4" "$with"
	keep seen "$1" "$2" "$3" "$4" "$5"
}

# misses PROGRAM PACKAGE COMMAND SAYS EXPORT THEN [RUN]: it says the same with
# the module as without; what EXPORT does, and what is said then.
misses() {
	there "$1" "$1: $3" || return
	for line in files 'files ianaports'; do
		answered_by "$line"
		check "$1 does not ask glibc, here $line: $3" \
			said "$4" "$6" "$(says "${7:-$3}")"
	done
	keep missed "$1" "$2" "$3" "$4" "$5" "$6"
	[ -n "$5" ] || return 0
	if ianaports --help | grep -q '^ *export '; then
		check "$1 is served by: $5" said "$6" "$4" "$(says "$5")"
		cp "$scratch/netbase" "$scratch/services"
	else
		skip "$1 is served by: $5" "there is no 'ianaports export'"
	fi
}
