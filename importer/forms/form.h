/* SPDX-License-Identifier: MIT */
/* The forms by their names, and which of them a source has. */
#ifndef IANAPORTS_IMPORTER_FORMS_FORM_H
#define IANAPORTS_IMPORTER_FORMS_FORM_H

#include "importer/forms/reader.h"

/*
 * Recognises the form.  A damaged file is taken for what it looks most like,
 * so that its reader can say what is wrong.
 *
 * Returns FORM_UNKNOWN if it looks like none.
 */
enum form form_recognise(const struct source *source);

/*
 * Reads a registry file, which loses its byte order mark, in the form that is
 * given, FORM_UNKNOWN for any, and tells the one that it has.  A registry
 * without a row is an error, one without a date is as old as its newest row.
 *
 * Returns 0; RESULT_REFUSED if diag has counted an error; -ENOMEM; or -E2BIG
 * for more rows or people than importer/registry/registry.h allows.  What was
 * read is to be freed in any case.
 */
int form_read(enum form *form, struct source *source, struct registry *registry,
	      struct diag *diag);

/* "csv", "xml", "xhtml", "text" for both kinds of text, or "services". */
const char *form_name(enum form form);

/* The form of such a name; FORM_UNKNOWN if there is none. */
enum form form_find(const char *name);

#endif
