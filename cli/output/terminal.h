/* SPDX-License-Identifier: MIT */
/* Standard output as a person's page: its width, its colours, its pager. */
#ifndef IANAPORTS_CLI_OUTPUT_TERMINAL_H
#define IANAPORTS_CLI_OUTPUT_TERMINAL_H

#include <stdbool.h>
#include <sys/types.h>

struct terminal {
	bool terminal;
	bool colour;        /* never against NO_COLOR (no-color.org) */
	unsigned int width; /* columns; 0, no limit, if it is no terminal */
	pid_t pager;        /* or 0 */
};

/*
 * To be called before the first byte of output, when it is clear that there
 * will be some.  On a terminal, output goes through $PAGER from now on, or
 * less(1) that ends by itself after a short page.  With rights that were
 * borrowed, as by sudo(8), it is always less, in its secure mode.  Makes UTF-8
 * the encoding of characters, as it is the registry's, whatever the locale.
 */
void terminal_begin(struct terminal *page);

/* Ends it, waits for the pager, and returns the exit code. */
int terminal_end(const struct terminal *page);

#endif
