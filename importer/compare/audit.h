/* A services(5) file held against the registry. */
#ifndef IANAPORTS_IMPORTER_COMPARE_AUDIT_H
#define IANAPORTS_IMPORTER_COMPARE_AUDIT_H

#include "importer/input/source.h"
#include "importer/registry/registry.h"

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
	size_t size;
};

struct finding {
	enum finding_kind kind;
	size_t line; /* of a name on several lines, the first */
	char *name;  /* as in the file */
	/* Pairs in the file: all of a name, else that of the line. */
	struct strings pairs;
	/* What IANA has: names on the pair, or the name's first pairs. */
	struct strings registry;
};

struct audit {
	struct finding *findings; /* by line, then by kind */
	size_t count, capacity;
	size_t counts[FINDING_KINDS];
	size_t lines, passed; /* those read, and those that could not be */
};

/*
 * Goes through a services(5) file: each pair once, by its first line; each
 * name or alias once, without regard to ASCII case; each line.  Lines that
 * cannot be read are reported as warnings and passed over.
 *
 * Returns 0 and an audit to be freed, or -errno.
 */
int audit_run(struct audit *audit, const struct source *file,
	      const struct registry *registry, struct diag *diag);

void audit_free(struct audit *audit);

#endif
