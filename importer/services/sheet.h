/* A services(5) file taken apart: its lines, and all the names on them. */
#ifndef IANAPORTS_IMPORTER_SERVICES_SHEET_H
#define IANAPORTS_IMPORTER_SERVICES_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "importer/input/source.h"
#include "importer/registry/registry.h"

struct sheet_line {
	size_t number;          /* in the file, from 1 */
	uint16_t port;          /* host byte order */
	unsigned int transport; /* TRANSPORT_ANY for one that we do not know */
	struct cell protocol;   /* as it stands there */
	size_t first, count;    /* of its words: the name, then the aliases */
	bool repeated;          /* an earlier line has the pair */
};

struct sheet_word {
	struct cell cell;
	size_t line; /* its place among the lines */
};

struct sheet {
	struct sheet_line *lines; /* in the file's order */
	size_t line_count, line_capacity;
	struct sheet_word *words; /* the same */
	size_t word_count, word_capacity;
	/* The words by name without regard to ASCII case, then by line. */
	const struct sheet_word **by_name;
};

/*
 * Takes a file apart; cells point into it.  Lines that cannot be read are
 * reported as warnings and passed over; *passed counts them.
 *
 * Returns 0 and a sheet to be freed, or -ENOMEM.
 */
int sheet_read(struct sheet *sheet, const struct source *file,
	       struct diag *diag, size_t *passed);

/* The order of names without regard to ASCII case. */
int cell_compare_names(const struct cell *a, const struct cell *b);

void sheet_free(struct sheet *sheet);

#endif
