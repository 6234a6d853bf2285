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

enum ianaports_form {
	IANAPORTS_FORM_UNKNOWN,
	IANAPORTS_FORM_CSV,
	IANAPORTS_FORM_XML,
	IANAPORTS_FORM_XHTML,
	IANAPORTS_FORM_COLUMNS, /* IANA's plain text, fixed columns */
	IANAPORTS_FORM_PAGE,    /* the web page saved as text */
	IANAPORTS_FORM_SERVICES
};

/* IANA's CSV form, by the names of its columns. */
int ianaports_csv_read(const struct ianaports_source *source,
		       struct ianaports_registry *registry,
		       struct ianaports_diag *diag);

/* The title of a column in that form. */
const char *ianaports_csv_title(enum ianaports_column column);

/* IANA's XML form. */
int ianaports_xml_read(const struct ianaports_source *source,
		       struct ianaports_registry *registry,
		       struct ianaports_diag *diag);

/* The registry's web page, one page of it or all. */
int ianaports_xhtml_read(const struct ianaports_source *source,
			 struct ianaports_registry *registry,
			 struct ianaports_diag *diag);

/* IANA's plain text form: fixed columns, cells wrapped over several lines. */
int ianaports_columns_read(const struct ianaports_source *source,
			   struct ianaports_registry *registry,
			   struct ianaports_diag *diag);

/* The web page saved as text: single spaces between the cells. */
int ianaports_page_read(const struct ianaports_source *source,
			struct ianaports_registry *registry,
			struct ianaports_diag *diag);

/*
 * services(5).  An alias becomes a row of its own whose note says so, in the
 * words that the registry uses.
 */
int ianaports_services_read(const struct ianaports_source *source,
			    struct ianaports_registry *registry,
			    struct ianaports_diag *diag);

#endif
