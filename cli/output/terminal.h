/* SPDX-License-Identifier: MIT */
/* Standard output as a person's page: its width, its colours, its pager. */
#ifndef IANAPORTS_CLI_OUTPUT_TERMINAL_H
#define IANAPORTS_CLI_OUTPUT_TERMINAL_H

#include <stdbool.h>

struct terminal {
	bool terminal;
	bool colour;
	bool utf8;          /* else ornaments are ASCII */
	unsigned int width; /* columns; 0, no limit, if it is no terminal */
	int screen;         /* what is held back is for it; or -1 */
};

/* The columns of standard output; 0, no limit, if it is no terminal. */
unsigned int terminal_width(void);

/*
 * To be called before the first byte of output, when it is clear that there
 * will be some.  On a terminal, output is held back until terminal_end shows
 * it: through $PAGER, or less(1), if it is longer than the screen.  With rights
 * that were borrowed, as by sudo(8), it is always less, in its secure mode.
 * Colours are as NO_COLOR and CLICOLOR_FORCE have it.  Makes UTF-8 the encoding
 * of characters, as it is the registry's, whatever the locale.
 */
void terminal_begin(struct terminal *page);

/* Shows what was held back, waits for the pager, and returns the exit code. */
int terminal_end(const struct terminal *page);

#endif
