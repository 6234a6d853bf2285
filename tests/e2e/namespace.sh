# For tests that need files of their own in /etc: begins the test again in a
# mount namespace, by root's right or by a user namespace.  After lib.sh.
# shellcheck shell=sh

if [ -z "${IN_NAMESPACE:-}" ]; then
	for flags in -m -rm; do
		# shellcheck disable=SC2154
		unshare $flags true 2>/dev/null && rm -rf "$scratch" &&
			exec env IN_NAMESPACE=1 unshare $flags "$0"
	done
	skip "$(basename "$0")" "no mount namespace to be had"
	finish
	exit
fi

# lend FILE PATH: the file takes the path's place, here alone.
lend() {
	mount --bind "$1" "$2"
}

# shellcheck disable=SC2034,SC2154
answers="env LD_LIBRARY_PATH=$MODULES $BUILD/tests/answers"
