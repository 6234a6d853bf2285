# SPDX-License-Identifier: MIT
# What the tests in a Debian of their own share.  To be sourced with $suite set.
# shellcheck shell=sh
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../e2e/lib.sh"

# A namespace of one's own, so that mounts and processes end with the test.
if [ -z "${IN_NAMESPACE:-}" ]; then
	export namespaces="--mount --pid --fork"
	reason=$("$can" root debootstrap unshare mount) || skip_all "$reason"
	# newuidmap(1), which autopkgtest asks, finds processes in /proc.
	exec env IN_NAMESPACE=1 unshare --mount --pid --fork --kill-child \
		--mount-proc "$0" "$@"
fi

root=$scratch/root
builder=$scratch/builder
# The other architecture, if there is one.
foreign=
version=$(sed -n 's/^VERSION = //p' Makefile)
# In memory, which takes some 2 GB, is quick, and goes with the namespace.
mount -t tmpfs -o mode=755 tmpfs "$scratch" || exit 3
trap 'umount -l "$scratch"; rmdir "$scratch"' EXIT

# within ROOT COMMAND ...
within() {
	place=$1
	shift
	env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C \
		DEBIAN_FRONTEND=noninteractive \
		DEB_BUILD_OPTIONS="noautodbgsym parallel=2" chroot "$place" "$@"
}

# step SENTENCE COMMAND ...: a check that tells of its output what failed.
step() {
	sentence=$1
	shift
	check "$sentence" show_failures "$@"
}

inside() {
	within "$root" "$@"
}

apt_get() {
	inside apt-get -y -q "$@"
}

make_trees() {
	tests/chroot/tree "$suite" "$root" &&
		tests/chroot/tree "$suite" "$builder" build-essential debhelper dh-nss \
			gcc-i686-linux-gnu libc6-dev-i386-cross &&
		mount -t proc proc "$root/proc" &&
		mount --bind "$builder" "$builder" &&
		mount -t proc proc "$builder/proc"
}

# What an archive has of another word size may be out of step with its list.
add_i386() {
	within "$builder" dpkg --add-architecture i386
	within "$builder" apt-get update -q --error-on=any && return
	within "$builder" sh -c \
		'dpkg --remove-architecture i386 && apt-get update -q'
	return 1
}

# For amd64 with its tests, which have what the package names and no more; for
# i386 if $foreign says so; and all again as the next revision, without.
build_packages() {
	make -s deb-tree BUILD="$scratch/dist" &&
		mv "$scratch/dist/deb" "$builder/src" &&
		cp tests/chroot/watch.c "$builder/src" || return
	within "$builder" sh -exc "
	cd /src
	gcc -O2 -D_GNU_SOURCE -o watch watch.c
	cd ianaports-$version
	apt-get build-dep -y -q --no-install-recommends ./
	[ -z '$foreign' ] || apt-get build-dep -y -q --no-install-recommends \
		-a i386 --arch-only -P cross,nocheck ./
	unchecked=
	for revision in 1 2; do
		sed -i \"1s/-[12])/-\$revision)/\" debian/changelog
		mkdir -p ../debs/\$revision/i386
		dpkg-buildpackage -us -uc -b \$unchecked
		mv ../*.deb ../debs/\$revision
		unchecked=-Pnocheck
		[ -z '$foreign' ] || {
			dpkg-buildpackage -us -uc -B -ai386 \
				-Pcross,nocheck
			mv ../*.deb ../debs/\$revision/i386
		}
		(cd ../debs/\$revision && dpkg-scanpackages -m . >Packages)
	done"
}
