/* SPDX-License-Identifier: MIT */
/* Which of the forms a source has, told from its content. */
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
 * Reads a source in that form; a registry without a row is an error, one
 * without a date is as old as its newest row.
 *
 * Returns 0, even if diag has counted errors; -ENOMEM; or -E2BIG for more rows
 * or people than importer/registry/registry.h allows.
 */
int form_read(enum form form, const struct source *source,
	      struct registry *registry, struct diag *diag);

/* "csv", "xml", "xhtml", "text" for both kinds of text, or "services". */
const char *form_name(enum form form);

#endif
