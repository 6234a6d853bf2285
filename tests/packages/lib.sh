# SPDX-License-Identifier: MIT
# What the tests of packages share.  To be sourced.
# shellcheck shell=sh

# Root has this machine once more, to install in: what is written there goes
# with the namespace.
if [ "$(id -u)" -eq 0 ] && [ -z "${IN_NAMESPACE:-}" ] &&
	unshare --mount true 2>/dev/null; then
	IN_NAMESPACE=1 exec unshare --mount "$0"
fi
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../e2e/lib.sh"
machine=$scratch/machine
# shellcheck disable=SC2034
apparmor=/etc/apparmor.d/abstractions/nameservice.d/ianaports

# units LIBEXEC: those that a package must hold, and what they need.
units() {
	find packaging/systemd -name '*.path*' -o -name '*.service*' \
		-o -name '*.timer*' |
		sed 's|.*/|/usr/lib/systemd/system/|; s/\.in$//'
	echo /usr/lib/systemd/system-preset/50-ianaports.preset
	echo /usr/lib/tmpfiles.d/ianaports.conf
	echo "$1/ianaports/follow-links"
}

# needs TOOL ...: else all is skipped.
needs() {
	reason=$("$can" "$@") || skip_all "$reason"
}

# Or the checks that follow are skipped.
mount_machine() {
	need root unshare mount
	if [ -n "$lacking" ]; then
		return
	elif [ -e /usr/bin/ianaports ]; then
		lacking="ianaports is installed on this machine"
	elif ! overlay_machine || ! switched_off; then
		lacking="no overlay of / to be had"
	fi
}

overlay_machine() {
	mkdir "$scratch/layers" "$machine" &&
		mount -t tmpfs tmpfs "$scratch/layers" &&
		mkdir "$scratch/layers/upper" "$scratch/layers/work" &&
		mount -t overlay overlay -o "lowerdir=/,$(printf '%s,%s' \
			"upperdir=$scratch/layers/upper" \
			"workdir=$scratch/layers/work")" "$machine" &&
		mount -t proc proc "$machine/proc" &&
		trap 'umount -l "$machine" "$scratch/layers"
			rm -rf --one-file-system "$scratch"' EXIT
}

# Where the tests run, the file may name the module already.
switched_off() {
	sed 's/^services:.*/services: files/' /etc/nsswitch.conf \
		>"$scratch/nsswitch.conf" &&
		cp "$scratch/nsswitch.conf" "$machine/etc/nsswitch.conf"
}

nsswitch_unchanged() {
	cmp "$scratch/nsswitch.conf" "$machine/etc/nsswitch.conf"
}

inside() {
	chroot "$machine" "$@"
}

# What differs from the machine outside, but for package managers' own books
# and for nsswitch.conf, which is compared for itself.  A folder that is empty
# outside may be gone: pacman knows nothing of dpkg's.
left() {
	(cd "$scratch/layers/upper" &&
		find . ! -type d ! -exec test -d '/{}' ';' ! -path './tmp/*' ! -path './var/lib/rpm/*' \
			! -path './var/lib/pacman/*' ! -path './var/log/*' \
			! -path './etc/nsswitch.conf' \
			! -path './etc/ld.so.cache' ! -path './var/cache/*')
}

answers() {
	equal "bpcd                  13782/tcp" \
		"$(inside getent -s ianaports services 13782)"
}

switch() {
	inside ianaports enable && equal "bpcd                  13782/tcp" \
		"$(inside getent services 13782)" &&
		inside ianaports disable && nsswitch_unchanged &&
		! inside getent services 13782
}
