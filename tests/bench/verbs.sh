# SPDX-License-Identifier: MIT
# The verbs of the command, as processes, beside grep(1) over the CSV for the
# same question, where it can be asked.  To be sourced by run.
# shellcheck shell=sh
# What run sets:
# shellcheck disable=SC2154

prepare_verbs() {
	local=--no-local
	[ ! -s "$work/stock.services" ] ||
		local="--local=$work/stock.services"
	"$BUILD/ianaports" import "$local" -q -o "$work/verbs.mdb" "$registry"
	sed 's/Jeff_Holmbeck/J_Holmbeck/g; s/^bpcd,/bpcd-old,/' "$registry" \
		>"$work/old.csv"
}

# grep_cost EXIT COMMAND ...
grep_cost() {
	code=$1
	shift
	"$work/cost" -n 5 -x "$code" "$@" | sed -n 's/^wall/grep/p'
}

# verb ROW EXIT WORD ...
verb() {
	name=$1 code=$2
	shift 2
	keep verbs "$name" "$work/cost" -n 5 -x "$code" "$BUILD/ianaports" "$@"
}

# ask QUESTION EXIT [GREP ...]: a verb and its words, and who else knows.
ask() {
	question=$1 code=$2
	shift 2
	# shellcheck disable=SC2086
	verb "$question" "$code" $question --db "$work/verbs.mdb"
	[ $# -eq 0 ] || keep verbs "$question" grep_cost "$code" \
		"$@" "$registry"
}

verbs_round() {
	ask "show 13782" 0 grep -E '^[^,]*,13782,'
	ask "show bpcd" 0 grep -i '^bpcd,'
	ask "search veritas" 0 grep -i veritas
	ask "list 13700-13800" 0 grep -E '^[^,]*,13(7..|800)(-|,)'
	ask list 0 grep ''
	ask "list --json" 0
	ask "free --count 1" 0 grep -m 1 ',,Unassigned,'
	ask free 0 grep ',,Unassigned,'
	ask map 0
	ask status 0
	ask verify 0
	ask dump 0
	for form in services csv json; do
		ask "export --format $form" 0
	done
	verb "diff OLD NEW" 1 diff "$work/old.csv" "$registry"
	keep verbs "diff OLD NEW" grep_cost 1 diff "$work/old.csv" "$registry"
}
