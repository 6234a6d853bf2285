/* SPDX-License-Identifier: MIT */
/*
 * Fuzz target: a whole database file, walked as the module walks it.  For
 * libFuzzer, AFL++ and tests/fuzz/replay.c alike.
 */
#include <stdlib.h>

#include "tests/lib/probe.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct probe probe;

	if (probe_ask(&probe, bytes, size) != NULL)
		abort();
	return 0;
}
