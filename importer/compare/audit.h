/* SPDX-License-Identifier: MIT */
/* A services(5) file held against the registry. */
#ifndef IANAPORTS_IMPORTER_COMPARE_AUDIT_H
#define IANAPORTS_IMPORTER_COMPARE_AUDIT_H

#include "importer/registry/registry.h"
#include "importer/services/services.h"

/* What there is to say of a pair, a name or a line. */
enum finding_kind {
	FINDING_OTHER_NAME,   /* the pair bears other names at IANA */
	FINDING_UNKNOWN_PAIR, /* IANA has nothing on the pair */
	FINDING_UNKNOWN_NAME, /* IANA has the name nowhere */
	FINDING_OTHER_PAIRS,  /* IANA has it on other ports or transports */
	FINDING_REDUNDANT,    /* without the line, the answers are the same */
	FINDING_KINDS
};

/* Strings, each ended by a NUL, one after the other. */
struct strings {
	char *text;
	size_t size, capacity;
};

struct finding {
	enum finding_kind kind;
	size_t line;      /* of a name on several lines, the first */
	const char *name; /* as in the file */
	/* Pairs in the file: all of a name, else that of the line. */
	struct strings pairs;
	/* What IANA has: names on the pair, or the name's first pairs. */
	struct strings registry;
};

struct audit {
	struct finding *findings; /* by line, then by kind */
	size_t count, capacity;
	size_t counts[FINDING_KINDS];
};

/*
 * Goes through a services(5) file, which must outlive the audit: each pair
 * once, by its first line; each name or alias once, without regard to ASCII
 * case; each line.
 *
 * Returns 0 and an audit to be freed, or -errno.
 */
int audit_run(struct audit *audit, const struct services *services,
	      const struct registry *registry);

void audit_free(struct audit *audit);

#endif
