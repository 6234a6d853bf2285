/* SPDX-License-Identifier: MIT */
/*
 * Readers, one for each form in which the registry is found.  Each appends
 * the rows and people of a source to a registry, reports every fault to diag
 * with its line and column, and goes on after one where it can.
 *
 * Returns 0, even if diag has counted errors; -ENOMEM; or -E2BIG for more rows
 * or people than importer/registry/registry.h allows.
 */
#ifndef IANAPORTS_IMPORTER_FORMS_READER_H
#define IANAPORTS_IMPORTER_FORMS_READER_H

#include "importer/input/diag.h"
#include "importer/input/source.h"
#include "importer/registry/registry.h"

enum form {
	FORM_UNKNOWN,
	FORM_CSV,
	FORM_XML,
	FORM_XHTML,
	FORM_TEXT,    /* one of the next two */
	FORM_COLUMNS, /* IANA's plain text, fixed columns */
	FORM_PAGE,    /* the web page saved as text */
	FORM_SERVICES
};

/* IANA's CSV form, by the names of its columns. */
int csv_read(const struct source *source, struct registry *registry,
	     struct diag *diag);

/* IANA's XML form. */
int xml_read(const struct source *source, struct registry *registry,
	     struct diag *diag);

/* The registry's web page, one page of it or all. */
int xhtml_read(const struct source *source, struct registry *registry,
	       struct diag *diag);

/* IANA's plain text form: fixed columns, cells wrapped over several lines. */
int columns_read(const struct source *source, struct registry *registry,
		 struct diag *diag);

/* The web page saved as text: single spaces between the cells. */
int page_read(const struct source *source, struct registry *registry,
	      struct diag *diag);

/*
 * services(5), as glibc's files module reads it; lines of transports that we do
 * not know are passed over, with a warning.  An alias becomes a row of its own,
 * behind that of its line's name, whose note says so; no other row has one.
 */
int services_read(const struct source *source, struct registry *registry,
		  struct diag *diag);

#endif
