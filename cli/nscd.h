/* SPDX-License-Identifier: MIT */
/* nscd, which caches services for hours and does not watch our database. */
#ifndef IANAPORTS_CLI_NSCD_H
#define IANAPORTS_CLI_NSCD_H

/*
 * Has nscd drop its services, if it runs, as root alone may; once it has seen
 * the new database, which takes a second.  Says so in one line if it fails.
 */
void nscd_drop(void);

#endif
