# Completion of ianaports for bash: verbs, options, what they take, and service
# names from the database.  Verbs and options come from the command's own help.
# shellcheck shell=bash

# What may stand where the cursor is, a line each: VERB BEFORE CURRENT DB ...
_ianaports_words() {
	local verb=$1 before=$2 current=$3
	shift 3
	case $verb,$before,$current in
	*,--transport,* | *,-t,*) printf '%s\n' tcp udp sctp dccp ;;
	*,--state,* | list,-s,*) printf '%s\n' assigned unassigned reserved ;;
	import,--format,*) printf '%s\n' csv xml xhtml text services ;;
	export,--format,*) printf '%s\n' services csv json ;;
	*,--db,* | *,--local,* | *,--output,* | *,-o,* | *,--merge,*) ;;
	*,--root,* | *,--cacert,*) ;;
	update,--url,*) printf '%s\n' https:// file:/// ;;
	update,--timeout,*) echo 300 ;;
	*,-*)
		ianaports ${verb:+"$verb"} --help |
			grep -o -- '--[a-z][a-z-]*' | sort -u
		;;
	,*)
		ianaports --help |
			sed -n '/^Verbs:/,/^$/s/^  \([a-z]*\) .*/\1/p'
		;;
	show,* | search,*)
		ianaports list --names "$@"
		[[ $verb,$current != show,*/* ]] ||
			printf '%s\n' "${current%/*}"/{tcp,udp,sctp,dccp}
		;;
	esac 2>/dev/null
}

_ianaports() {
	local current=${COMP_WORDS[COMP_CWORD]}
	local before=${COMP_WORDS[COMP_CWORD - 1]}
	local verb='' database=() word i

	for ((i = 1; i < COMP_CWORD; i++)); do
		case ${COMP_WORDS[i]} in
		--db) database=(--db "${COMP_WORDS[++i]}") ;;
		-*) ;;
		*) [[ -n $verb ]] || verb=${COMP_WORDS[i]} ;;
		esac
	done
	COMPREPLY=()
	# Not compgen -W, which would expand a name that holds "$(".
	while read -r word; do
		[[ $word == "$current"* ]] || continue
		printf -v word %q "$word"
		COMPREPLY+=("$word")
	done < <(_ianaports_words "$verb" "$before" "$current" \
		"${database[@]}")
}

# Where there are no words of ours, file names.
complete -o default -F _ianaports ianaports
