/* SPDX-License-Identifier: MIT */
#include "cli/output/progress.h"

#include <inttypes.h>
#include <stdio.h>

#define WIDTH 40

void
progress_draw(int64_t got, int64_t all)
{
	static const char full[] = "########################################";
	int filled = all > 0 && got <= all ? (int)(got * WIDTH / all) : 0;

	/* One line, drawn over itself. */
	if (all > 0)
		fprintf(stderr, "\r[%-*.*s] %3" PRId64 " %%", WIDTH, filled,
			full, got * 100 / all);
	else if (got > 0)
		fprintf(stderr, "\r%" PRId64 " KiB", got >> 10);
}

void
progress_end(void)
{
	fputs("\r\033[K", stderr);
}
