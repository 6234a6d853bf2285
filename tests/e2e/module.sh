# SPDX-License-Identifier: MIT
# For tests that ask the module: what asks it, and the one database that the
# module under test was built to read.  After lib.sh.  tests/run runs no two of
# them at once.
# shellcheck shell=sh disable=SC2034,SC2154

DATABASE=$BUILD/tests/root/services.mdb
MODULES=$BUILD/tests
mkdir -p "$BUILD/tests/root"
# An import would take over the options of what another script left there.
[ -n "${IN_NAMESPACE:-}" ] || rm -f "$DATABASE"

# ask_module SPECIFICATION names, or SPECIFICATION ports FIRST LAST
ask_module() {
	LD_LIBRARY_PATH=$MODULES "$BUILD/tests/answers" "$@"
}
