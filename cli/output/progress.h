/* SPDX-License-Identifier: MIT */
/* A bar that shows how far a transfer is, on a terminal. */
#ifndef IANAPORTS_CLI_OUTPUT_PROGRESS_H
#define IANAPORTS_CLI_OUTPUT_PROGRESS_H

#include <stdint.h>

/* Draws it on standard error: the bytes so far and in all, 0 if unknown. */
void progress_draw(int64_t got, int64_t all);

/* Takes it away, for what is said next. */
void progress_end(void);

#endif
