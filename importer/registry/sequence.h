/* SPDX-License-Identifier: MIT */
/* The order of lines in which services(5) answers as a collation does. */
#ifndef IANAPORTS_IMPORTER_REGISTRY_SEQUENCE_H
#define IANAPORTS_IMPORTER_REGISTRY_SEQUENCE_H

#include <stdint.h>

#include "importer/registry/collate.h"

/*
 * Whoever reads services(5) takes the first line that fits a question.  So
 * the record that answers a name on a transport comes before all others with
 * that name and transport; the one that answers the name without a transport,
 * before all others with that name; and the one that answers a port without a
 * transport, before all others of that port.  But for that the order is that
 * of ports and transports: few records move.
 *
 * Two names may each want the other's line first; then one of them is
 * answered otherwise, with a warning.
 *
 * Returns 0 and the positions of all records, to be freed; or -ENOMEM.
 */
int sequence_find(const struct collation *collation, uint32_t **sequence,
		  struct diag *diag);

#endif
