# SPDX-License-Identifier: MIT
# What the scenes share.  To be sourced.
# shellcheck shell=sh
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../e2e/lib.sh"
# shellcheck disable=SC2034
database=/var/lib/ianaports/services.mdb
capture=/run/scene/packet.pcap
bpcd="bpcd                  13782/tcp"

answers() {
	equal "$bpcd" "$(getent services 13782)"
}

# A capture of one packet to 13782/udp, which the registry alone can name.
# tcpdump's profile lets it read what ends in .pcap.
make_capture() {
	printf '\324\303\262\241\2\0\4\0\0\0\0\0\0\0\0\0\377\377\0\0\145\0\0\0'
	printf '\0\0\0\0\0\0\0\0\40\0\0\0\40\0\0\0'
	printf '\105\0\0\40\0\1\0\0\100\21\0\0\177\0\0\1\177\0\0\1'
	printf '\234\100\65\326\0\14\0\0ping'
}
make_capture >"$capture"
# Or what is denied goes unsaid behind the flood of a reload.
echo 0 >/proc/sys/kernel/printk_ratelimit

# What tcpdump, confined, calls the port of that packet.
tcpdump_says() {
	equal "$1" "$(tcpdump -r "$capture" 2>/dev/null |
		sed 's/.* > localhost\.\(.*\): .*/\1/')"
}

is_confined() {
	grep -x 'tcpdump (enforce)' /sys/kernel/security/apparmor/profiles
}

# is_denied, is_not_denied: whether AppArmor forbade anything of ours since this
# was last asked.
is_denied() {
	dmesg --read-clear >"$scratch/kernel" &&
		grep 'apparmor="DENIED".*ianaports' "$scratch/kernel"
}

is_not_denied() {
	is_denied
	equal 1 $?
}

# within SECONDS COMMAND ...: it succeeds once in that time.
within() {
	left=$1
	shift
	until "$@"; do
		left=$((left - 1))
		[ "$left" -gt 0 ] || return
		sleep 1
	done
}

# state UNIT ENABLED ACTIVE
state() {
	equal "$2 $3" "$(systemctl is-enabled "$1") $(systemctl is-active "$1")"
}

# Neither a unit that failed nor a word of warning from one of ours.
nothing_is_wrong() {
	equal "" "$(systemctl --failed --quiet --plain --no-legend)" &&
		equal "" "$(journalctl --boot --quiet --priority=warning \
			--output=cat --unit='ianaports*')"
}
