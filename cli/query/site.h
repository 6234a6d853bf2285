/* The local authority's services(5) file as it is now, line by line. */
#ifndef IANAPORTS_CLI_QUERY_SITE_H
#define IANAPORTS_CLI_QUERY_SITE_H

#include <json-c/json.h>
#include <stddef.h>
#include <stdint.h>

#include "cli/query/rows.h"
#include "importer/input/source.h"

struct site_line {
	uint16_t port;          /* host byte order */
	unsigned int transport; /* enum transport, 0 for others */
	const char *protocol;   /* as it stands there */
	const char **names;     /* the canonical one first; ends in NULL */
};

struct site {
	const char *path; /* or "" */
	struct source source;
	struct site_line *lines;
	size_t count, capacity;
};

/*
 * Reads the file that an import took for the local authority, by the path
 * that it noted.  No file, or none any more, has no lines; one that cannot be
 * read has a word on standard error too.  To be freed.
 */
void site_read(struct site *site, const struct rows *rows);

/* Whether a line has a name, without regard to ASCII case. */
bool site_has(const struct site_line *line, const char *name);

/*
 * Whether a line gives its port another name than the registry does or, if
 * `aliases` is true, any name that the registry does not have there.
 */
bool site_differs(const struct rows *rows, const struct site_line *line,
		  bool aliases);

/* "name", "port", "transport" and "aliases". */
struct json_object *site_json(const struct site_line *line);

void site_free(struct site *site);

#endif
