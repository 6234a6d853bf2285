# SPDX-License-Identifier: MIT
# For tests that need files of their own in /etc: begins the test again in a
# mount namespace, by root's right or by a user namespace.  After lib.sh; more
# options of unshare may stand in $namespaces.
# shellcheck shell=sh

namespaces=${namespaces:---mount}
if [ -z "${IN_NAMESPACE:-}" ]; then
	export namespaces
	reason=$("$can" namespace mount) || skip_all "$reason"
	for right in "" --map-root-user; do
		# shellcheck disable=SC2086
		if unshare $right $namespaces true 2>/dev/null; then
			IN_NAMESPACE=1 unshare $right $namespaces "$0"
			exit
		fi
	done
fi

# lend FILE PATH: the file takes the path's place, here alone.
lend() {
	mount --bind "$1" "$2"
}
