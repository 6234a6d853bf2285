/* Which of two registry files is the newer. */
#ifndef IANAPORTS_IMPORTER_UPDATE_NEWEST_H
#define IANAPORTS_IMPORTER_UPDATE_NEWEST_H

/*
 * Compares the shipped and the fetched registry by their own dates; a file that
 * cannot be read, or not without a fault, is older than any other.  Of two of a
 * day, the fetched one, which may say more of people.
 *
 * Returns one of the two paths: the shipped one if there is no other.
 */
const char *newest_find(const char *shipped, const char *fetched);

#endif
