# SPDX-License-Identifier: MIT
# The stage for programs as Debian has them: namespaces where lo is the only
# network, the disk is read-only, and /var, /run and what decides a look-up in
# /etc are the test's own.  The module that ships stands where the loader finds
# it, whatever a program does to its environment.  After lib.sh.
# shellcheck shell=sh

reason=$("$can" ip) || skip_all "$reason"
# With the processes of its own, all of them end when the script does.
# shellcheck disable=SC2034
namespaces="--mount --net --pid --fork --kill-child --mount-proc"
# shellcheck source=tests/e2e/namespace.sh
. tests/e2e/namespace.sh

fetched=$scratch/fetched
export PATH="$BUILD:$fetched/usr/sbin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
export TMPDIR="$scratch" HOME="$scratch" LC_ALL=C.UTF-8
programs=$PWD/tests/programs

# there PROGRAM SENTENCE: it can be run, or the sentence is skipped.
there() {
	if ! found=$(command -v "$1"); then
		skip "$2" "$1 is not installed"
		return 1
	fi
	case $1 in
	tcpdump | xinetd)
		# They shed their groups, which a user namespace forbids.
		if ! grep -q '^ *0 *0 ' /proc/self/uid_map; then
			skip "$2" "$1 wants to be root"
			return 1
		fi
		;;
	esac
	case $1:$found in
	gcc:* | go:* | musl-gcc:* | *:"$fetched"/*)
		# What they make, or what was unpacked, runs where it lies.
		reason=$("$can" exec) && return
		skip "$2" "$reason"
		return 1
		;;
	esac
}

# answered_by SERVICE ...: what stands on the line of nsswitch.conf.
answered_by() {
	printf '%s\n' 'passwd: files' 'group: files' 'hosts: files' \
		"services: $*" >"$scratch/nsswitch.conf"
}

# import OPTION ...: the registry into the database in force.
import() {
	"$IANAPORTS" import -q "$@" "$SHIPPED"
}

# Daemons that are fetched but not installed (packaging/deps).
unpack() {
	for deb in /var/cache/apt/archives/"$1"_*.deb; do
		[ -r "$deb" ] || continue
		dpkg-deb -x "$deb" "$fetched"
		dpkg-deb -W "$deb" | tr '\t' ' ' >>"$scratch/packages"
	done
}

# What dpkg and apt know has to be asked before /var is hidden.
look_around() {
	unpack unscd
	[ ! -x "$fetched/usr/sbin/nscd" ] ||
		mv "$fetched/usr/sbin/nscd" "$fetched/usr/sbin/unscd"
	for program in nscd rsyslog xinetd; do
		unpack $program
	done
	dpkg-query -W -f '${Package} ${Version}\n' >>"$scratch/packages"
}

own_var() {
	mount -t tmpfs tmpfs /var &&
		mount -t tmpfs tmpfs /run &&
		ln -s /run /var/run &&
		mkdir -p /var/lib/ianaports /var/cache/nscd /var/log /var/tmp \
			/run/nscd
}

own_etc() {
	printf '%s\n' '127.0.0.1 localhost' '::1 localhost' >"$scratch/hosts"
	cp /etc/services "$scratch/services"
	cp "$scratch/services" "$scratch/netbase"
	answered_by files
	ldconfig -X -C "$scratch/ld.so.cache" "$BUILD" || return
	for file in hosts services nsswitch.conf ld.so.cache; do
		lend "$scratch/$file" /etc/$file || return
	done
	[ ! -d /etc/ufw ] || own_ufw
}

# As it was installed; it wants to be able to write even what it will not.
own_ufw() {
	mkdir -p "$scratch/ufw/applications.d"
	cp /usr/share/ufw/*.rules /usr/share/ufw/*.init /usr/share/ufw/ufw.conf \
		"$scratch/ufw"
	cp /etc/ufw/applications.d/ufw-* "$scratch/ufw/applications.d"
	lend "$scratch/ufw" /etc/ufw
}

set_stage() {
	look_around
	own_var && own_etc && ip link set lo up && [ -x "$IANAPORTS" ] && import
}

# What stays writable, before a file there is open: with what is mounted below,
# which a user namespace may not leave out.
for place in /tmp "$(dirname "$scratch")" "$BUILD/tests"; do
	mount --rbind "$place" "$place"
done
check "the stage is set" set_stage
if [ "$failures" -gt 0 ]; then
	finish
	exit 1
fi
mount -o remount,bind,ro / 2>/dev/null ||
	skip "the disk is read-only" "/ is no mount that we may change"
