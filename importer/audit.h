/* A services(5) file held against the registry. */
#ifndef IANAPORTS_IMPORTER_AUDIT_H
#define IANAPORTS_IMPORTER_AUDIT_H

#include "importer/registry.h"
#include "importer/source.h"

/* What there is to say of a line, or of one of its names. */
enum ianaports_finding_kind {
	IANAPORTS_OTHER_NAME,   /* the pair bears other names at IANA */
	IANAPORTS_UNKNOWN_PAIR, /* IANA has nothing on the pair */
	IANAPORTS_UNKNOWN_NAME, /* IANA has the name nowhere */
	IANAPORTS_OTHER_PORT,   /* IANA has the name, not on this pair */
	IANAPORTS_REDUNDANT,    /* the registry says all that the line does */
	IANAPORTS_FINDING_KINDS
};

struct ianaports_finding {
	enum ianaports_finding_kind kind;
	size_t line;
	char *name, *pair; /* as in the file */
	char *registry;    /* what IANA has instead, or "" */
};

struct ianaports_audit {
	struct ianaports_finding *findings; /* in the order of lines */
	size_t count, capacity;
	size_t counts[IANAPORTS_FINDING_KINDS];
	size_t lines;
};

/*
 * Goes through a services(5) file.  Lines that cannot be read are reported as
 * warnings and passed over.
 *
 * Returns 0 and an audit to be freed, or -ENOMEM.
 */
int ianaports_audit_run(struct ianaports_audit *audit,
			const struct ianaports_source *file,
			const struct ianaports_registry *registry,
			struct ianaports_diag *diag);

void ianaports_audit_free(struct ianaports_audit *audit);

#endif
