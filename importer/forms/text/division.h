/* Where one row of a wrapped plain text table ends and the next begins. */
#ifndef IANAPORTS_IMPORTER_FORMS_TEXT_DIVISION_H
#define IANAPORTS_IMPORTER_FORMS_TEXT_DIVISION_H

#include <stdint.h>

#include "importer/forms/text/trait.h"
#include "importer/input/diag.h"

/* Marks the height of a line that is no row but stands alone. */
#define DIVISION_STRAY 0x8000U

/*
 * Divides a table's lines into rows, as what is known of the way they were
 * set and of the registry makes most likely.  Reports text that stands
 * between columns or belongs to no row.
 *
 * Returns 0, with the height of the row that begins at each line and
 * nothing of use for the lines between, to be freed by the caller; or
 * -ENOMEM.
 */
int division_find(const struct shape *shape, uint16_t **heights,
		  struct diag *diag);

#endif
