/* SPDX-License-Identifier: MIT */
/* Dates as the registry writes them: days, YYYY-MM-DD, which sort as text. */
#ifndef IANAPORTS_IMPORTER_INPUT_DATE_H
#define IANAPORTS_IMPORTER_INPUT_DATE_H

#include <stdbool.h>
#include <stddef.h>

#define DATE_SIZE 11 /* with its NUL */

/* Whether it is a day of the calendar. */
bool date_is_day(const char *text, size_t length);

/* Whether it is such a day without its day, YYYY-MM: so are the older rows. */
bool date_is_month(const char *text, size_t length);

/*
 * Whether such a date lies more than a few days ahead of this machine's clock,
 * as none does that the registry tells of what was done.  Not of
 * SOURCE_DATE_EPOCH: that is the date of what is made, and may be older than
 * the registry that it is made from.  A clock that nobody has set yet, as
 * early in the boot of a machine without a battery for it, sees nothing ahead.
 */
bool date_is_ahead(const char *date);

#endif
