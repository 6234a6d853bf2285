# SPDX-License-Identifier: MIT
# Completion of ianaports for bash: verbs, options, what they take, and service
# names from the database.  Verbs and options come from the command's own help.
# shellcheck shell=bash

# What may stand where the cursor is, a line each: VERB BEFORE CURRENT DB ...
_ianaports_words() {
	local verb=$1 before=$2 current=$3 column
	shift 3
	case $verb,$before,$current in
	*,--transport,* | *,-t,*) printf '%s\n' tcp udp sctp dccp ;;
	*,--color,*) printf '%s\n' auto always never ;;
	*,--state,* | list,-s,*) printf '%s\n' assigned unassigned reserved ;;
	import,--format,*) printf '%s\n' csv xml xhtml text services ;;
	export,--format,*) printf '%s\n' services csv json ;;
	diff,--only,*)
		printf '%s\n' "${current%"${current##*,}"}"{added,removed,renamed,moved,changed}
		;;
	*,--db,* | *,--local,* | *,--merge,* | *,--conf,*) ;;
	import,--output,* | import,-o,* | update,--output,* | update,-o,*) ;;
	*,--output,* | *,-o,*)
		ianaports "$verb" --help |
			sed -n '/--output=/,/--noheadings/{s/.*COLUMNS//;p;}' |
			grep -o '[[:upper:]]\{2,\}' | while read -r column; do
			echo "${current%"${current##*,}"}$column"
		done
		;;
	*,--root,* | *,--cacert,*) ;;
	update,--url,*) printf '%s\n' https:// file:/// ;;
	update,--timeout,*) echo 300 ;;
	*,-*)
		ianaports ${verb:+"$verb"} --help |
			grep -o -- '--[[:lower:]][[:lower:]-]*' | sort -u
		;;
	,* | help,*)
		ianaports --help |
			sed -n '/^Verbs:/,/^$/s/^  \([[:lower:]]*\) .*/\1/p'
		;;
	show,* | search,* | list,*)
		ianaports list --names "$@"
		[[ $current != */* ]] ||
			printf '%s\n' "${current%/*}"/{tcp,udp,sctp,dccp}
		;;
	esac 2>/dev/null
}

# Whether a file may stand where the cursor is: after VERB BEFORE.
_ianaports_takes_files() {
	case $2 in
	--transport | -t | --state | --format | --url | --timeout | --color | --only) return 1 ;;
	-s) [[ $1 != list ]] ;;
	-o | --output) [[ $1 = @(import|update) ]] ;;
	--db | --local | --merge | --conf | --root | --cacert) ;;
	*) [[ $1 = @(import|diff|audit) ]] ;;
	esac
}

_ianaports() {
	local current=${COMP_WORDS[COMP_CWORD]}
	local before=${COMP_WORDS[COMP_CWORD - 1]}
	local verb='' prefix='' database=() word i

	# An option's value after "=", which as a rule is a word of its own.
	if [[ $current = "=" ]]; then
		current=''
	elif [[ $before = "=" ]]; then
		before=${COMP_WORDS[COMP_CWORD - 2]}
	elif [[ $current = --*=* ]]; then
		before=${current%%=*} prefix=$before= current=${current#*=}
	fi
	for ((i = 1; i < COMP_CWORD; i++)); do
		case ${COMP_WORDS[i]} in
		--db)
			[[ ${COMP_WORDS[i + 1]} != "=" ]] || ((++i))
			database=(--db "${COMP_WORDS[++i]}")
			;;
		--db=*) database=("${COMP_WORDS[i]}") ;;
		=) ((++i)) ;;
		-*) ;;
		*) [[ -n $verb ]] || verb=${COMP_WORDS[i]} ;;
		esac
	done
	COMPREPLY=()
	# Not compgen -W, which would expand a name that holds "$(".
	while read -r word; do
		[[ $word == "$current"* ]] || continue
		# But for a list of columns, which goes on.
		[[ ! $word =~ [^[:alpha:],] ]] || printf -v word %q "$word"
		COMPREPLY+=("$prefix$word")
	done < <(_ianaports_words "$verb" "$before" "$current" \
		"${database[@]}")
	# Where there are no words of ours.
	_ianaports_takes_files "$verb" "$before" || compopt +o default
}

complete -o default -F _ianaports ianaports
