/* SPDX-License-Identifier: MIT */
/* A port or a range of ports, as the registry and people write it. */
#ifndef IANAPORTS_IMPORTER_INPUT_RANGE_H
#define IANAPORTS_IMPORTER_INPUT_RANGE_H

#include <stddef.h>
#include <stdint.h>

/* Host byte order, both included. */
struct range {
	unsigned int first, last;
};

enum range_fault {
	RANGE_GOOD,
	RANGE_TOO_HIGH, /* a port above 65535 */
	RANGE_REVERSED,
	/* From here on it is no port or range at all. */
	RANGE_NO_PORT, /* no digit at the beginning */
	RANGE_NO_END,  /* none behind the hyphen */
	RANGE_TRAILING /* something else behind the digits */
};

/*
 * Reads "80" or "6000-6063": decimal digits and nothing else.  A range that is
 * reversed or too high is filled in, too; ports above 65535 stay above it.
 */
enum range_fault range_parse(struct range *range, const char *text,
			     size_t length);

/* "80" or "6000-6063" */
#define RANGE_SIZE 24
void range_print(char text[static RANGE_SIZE], struct range range);

#endif
