/* SPDX-License-Identifier: MIT */
/* Diagnostics on input: "file:line:column: error: text". */
#ifndef IANAPORTS_IMPORTER_INPUT_DIAG_H
#define IANAPORTS_IMPORTER_INPUT_DIAG_H

#include <stdbool.h>
#include <stdio.h>

#include "importer/result.h"

/* As many lines of a kind are printed; kinds beyond those are one. */
#define DIAG_MOST  20
#define DIAG_KINDS 16

struct diag {
	FILE *out;        /* where diagnostics go; NULL for nowhere */
	const char *file; /* the input's name, as the user gave it */
	bool quiet;       /* leave warnings out */
	unsigned int errors;
	/* Of one kind is what has the same format. */
	struct {
		const char *format;
		size_t count;
		char *more; /* the first line that was held back, or NULL */
	} kinds[DIAG_KINDS];
};

/*
 * Reports a fault of the input and counts it; an import with one error or
 * more is refused.  Lines and columns count from 1, columns in bytes; a line
 * of 0 means the file as a whole.  The text is in lower case, without a full
 * stop, and names the offending token.  Of it some 500
 * bytes are shown, harmless and on one line.  After twenty of a kind the rest
 * is counted for diag_end.
 */
void diag_error(struct diag *diag, size_t line, size_t column,
		const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Reports something suspicious that does not refuse the input. */
void diag_warning(struct diag *diag, size_t line, size_t column,
		  const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Prints, for each kind of which lines were held back, one with their number.
 */
void diag_end(struct diag *diag);

#endif
