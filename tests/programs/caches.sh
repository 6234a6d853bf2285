# SPDX-License-Identifier: MIT
# The same answers with a cache of the name service in between, and the new
# ones after an import.  After compare.sh.
# shellcheck shell=sh

questions="13782 bpcd BPCD bpcd/udp 13400/udp urd ssh ssh/udp 22 65000 nosuch"
answers="bpcd 13782/tcp
bpcd 13782/tcp
bpcd 13782/tcp
bpcd 13782/udp
doip-disc 13400/udp
submissions 465/tcp ssmtp smtps urd
ssh 22/tcp
ssh 22/tcp
exit 2"
# Only the cache can know: this getent has no database.
blind='mount -t tmpfs tmpfs /var/lib/ianaports && getent services 13782'

# answers_by DAEMON: all questions, with the cache in between.
answers_by() {
	equal "$answers" "$(says "'$programs/cached' $1 getent services \
		$questions")"
}

# What nscd says before an import, after it, and when told.
renewed() {
	sed 's/^bpcd,/new-name,/' "$SHIPPED" >"$work/new.csv"
	says "'$programs/cached' nscd sh -c 'getent services 13782 &&
		ianaports import -q new.csv && getent services 13782 &&
		sleep 1 && nscd -i services && getent services 13782'"
	import
}

# The same with an update, which tells nscd itself.
updated() {
	chmod 755 "$scratch" "$work"
	sed 's/^bpcd,/newer-name,/' "$SHIPPED" >"$work/newer.csv"
	says "'$programs/cached' nscd sh -c 'getent services 13782 &&
		ianaports update -q --url \"file://$work/newer.csv\" &&
		getent services 13782'"
	import
}

if there nscd nscd; then
	sees nscd nscd 'getent services 13782, where nscd alone can know' \
		'exit 2' 'bpcd 13782/tcp' \
		"'$programs/cached' nscd unshare --mount sh -c '$blind'"
	check "nscd answers as the module does" answers_by nscd
	check "nscd has the new answers after an import, once told" equal \
		"$(printf '%s 13782/tcp\n' bpcd bpcd new-name)" "$(renewed)"
	check "and after an update, which tells it, at once" equal \
		"$(printf '%s 13782/tcp\n' bpcd newer-name)" "$(updated)"
fi

if there unscd unscd; then
	sees unscd unscd 'getent services 13782, with unscd in between' \
		'exit 2' 'bpcd 13782/tcp' \
		"'$programs/cached' unscd getent services 13782"
	check "with unscd in between, the answers are the module's" \
		answers_by unscd
fi
