# SPDX-License-Identifier: MIT
# What a benchmark is made of: programs, registries, questions, and the private
# /etc and /var.  To be sourced by run.
# shellcheck shell=sh
# What run and this file set for each other:
# shellcheck disable=SC2034,SC2154

private=${BENCH_PRIVATE-}
stock=/etc/services
# The test build is for the direct half, the shipped one for glibc's.
ianaports=module:$BUILD/tests/libnss_ianaports.so.2:ianaports

skip() {
	echo "SKIPPED: $*" >>"$work/skipped"
}

build() {
	flags="-std=c17 -D_GNU_SOURCE -I. -O2 -g -Wall -Wextra"
	# shellcheck disable=SC2086
	{
		$CC $flags -o "$work/lookups" "$here/lookups.c" \
			"$here/questions.c" "$here/peers.c" "$here/table.c" \
			"$here/memory.c" "$here/timing.c" db/key.c \
			db/record.c db/transport.c -llmdb -ldl -pthread
		$CC $flags -o "$work/cost" "$here/cost.c"
		$CC $flags -fPIC -shared -o "$work/nosync.so" "$here/nosync.c"
		$CC $flags -fPIC -shared -o "$work/lib/libnss_empty.so.2" \
			-Wl,-soname,libnss_empty.so.2 "$here/empty.c"
	}
	cp "$BUILD/libnss_ianaports.so.2" "$work/lib"
}

# questions NAME EVERY: from its services(5) file.
questions() {
	awk -v every="$2" -f "$here/questions.awk" "$work/$1.services" \
		>"$work/$1.questions"
}

# registry NAME FILE EVERY: database, services(5) file and questions.
registry() {
	"$BUILD/ianaports" import --no-local -q -o "$work/$1.mdb" "$2"
	"$BUILD/ianaports" dump --db "$work/$1.mdb" |
		awk -f "$here/services.awk" >"$work/$1.services"
	questions "$1" "$3"
}

registries() {
	registry full "$registry" 1
	date=$("$BUILD/ianaports" status --db "$work/full.mdb" |
		sed -n 's/^registry date *//p')
	awk -v date="$date" -f "$here/xml.awk" "$registry" >"$work/full.xml"
	for records in $growth; do
		awk -v records="$records" -f "$here/synthetic.awk" \
			>"$work/$records.csv"
		registry "$records" "$work/$records.csv" $((records / 12000))
	done
	cp "$work/full.mdb" "$work/ianaports/services.mdb"
	cp "$work/full.services" "$work/etc/services"
	if [ -r "$stock" ]; then
		cp "$stock" "$work/stock.services"
		questions stock 1
		overlay
	else
		skip "files with $stock: there is none"
	fi
}

# Databases beside the stock file, without and with its lines.
overlay() {
	"$BUILD/ianaports" import --local "$stock" -q -o "$work/slow.mdb" \
		"$registry"
	"$BUILD/ianaports" import --local "$stock" --overlay -q \
		-o "$work/fast.mdb" "$registry"
	# What it tells beside the file is less than what it tells alone.
	"$BUILD/ianaports" dump --db "$work/slow.mdb" |
		awk -f "$here/services.awk" >"$work/rest.services"
	questions rest 1
	lines=$(sed -n 's/^records //p' "$work/stock.questions")
	answered=$("$BUILD/ianaports" status --db "$work/slow.mdb" |
		sed -n 's/^pairs answered *//p')
	awk -v records=$((lines + answered)) -f "$here/fast.awk" \
		"$work/stock.services" "$work/stock.questions" \
		"$work/rest.questions" >"$work/fast.questions"
	grep '^records\|_hit' "$work/stock.questions" >"$work/local.questions"
}

# Both libnss-db and glibc itself have a libnss_db.so.2 and a makedb.
find_db() {
	db='' recipe=''
	case $(makedb --version 2>/dev/null | head -n 1) in
	*nss_db*)
		db=libnss-db recipe=/var/lib/misc/Makefile
		skip "glibc's nss_db: makedb and module are libnss-db's here"
		;;
	*libc* | *LIBC*)
		db=nss_db recipe=/var/db/Makefile
		skip "libnss-db: makedb and module are glibc's own here"
		;;
	*)
		skip "libnss-db and glibc's nss_db: there is no makedb"
		;;
	esac
	if [ -n "$db" ] && [ ! -r "$recipe" ]; then
		skip "$db: there is no $recipe"
		db=
	fi
	[ -n "$db" ] || return 0
	cp "$recipe" "$work/recipe"
	make -s -f "$work/recipe" VAR_DB="$work/misc" ETC="$work/etc" \
		"$work/misc/services.db" >/dev/null
}

# occupy OURS PATH: a directory that need not exist.
occupy() {
	if [ ! -d "$2" ]; then
		mount -t tmpfs none "$(dirname "$2")" && mkdir "$2" || return 1
	fi
	mount --bind "$1" "$2"
}

# Written anew for each peer, in place: a mount keeps the file, not its name.
enter() {
	database=$(grep -ao '/[[:graph:]]*/services\.mdb' \
		"$BUILD/libnss_ianaports.so.2" | head -n 1)
	cp /etc/nsswitch.conf "$work/nsswitch.conf"
	cp "$work/full.services" "$work/services"
	occupy "$work/ianaports" "$(dirname "$database")" &&
		mount --bind "$work/nsswitch.conf" /etc/nsswitch.conf &&
		mount --bind "$work/services" /etc/services || return 1
	# The first mount may have covered where the other database lies.
	if [ -n "$db" ]; then
		misc=$(dirname "$recipe")
		mkdir -p "$misc" && mount --bind "$work/misc" "$misc" ||
			return 1
	fi
	# A caching daemon would answer in the peers' place.
	[ ! -d /run/nscd ] || mount -t tmpfs none /run/nscd
}

use_services() {
	cat "$work/$1.services" >"$work/services"
}

# The test build reads this path and no other.
# On the disk already: what a file system writes when a file takes another's
# place would slow the first look-ups.
install_database() {
	cp "$1" "$BUILD/tests/root/services.mdb.new"
	sync "$BUILD/tests/root/services.mdb.new"
	mv "$BUILD/tests/root/services.mdb.new" \
		"$BUILD/tests/root/services.mdb"
}

prepare() {
	mkdir -p "$work/lib" "$work/misc" "$work/ianaports" "$work/etc" \
		"$BUILD/tests/root"
	: >"$work/results"
	: >"$work/skipped"
	build
	registries
	find_db
	# Before /var is private.
	describe >"$work/machine"
	if [ -z "$private" ]; then
		skip "all through glibc, files, databases: no mount namespace"
		db=
	elif ! enter; then
		skip "all through glibc, files, databases: cannot mount"
		private='' db=''
	fi
	cold=1
	if ! "$work/cost" -e "$work/ianaports/services.mdb" true >"$work/out"
	then
		skip "getent, cold: $work does not leave the page cache"
		cold=
	fi
}

describe() {
	echo "CPU       $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo |
		head -n 1), $(getconf _NPROCESSORS_ONLN) in use"
	echo "kernel    $(uname -sr)"
	echo "glibc     $(getconf GNU_LIBC_VERSION)"
	echo "liblmdb   $(pkg-config --modversion lmdb)"
	[ "$db" != libnss-db ] || echo "libnss-db $(dpkg-query -W \
		-f '${Version}' libnss-db 2>/dev/null)"
	echo "compiler  $($CC --version | head -n 1)"
	echo "registry  of $date, $(wc -l <"$work/full.services") records"
}
