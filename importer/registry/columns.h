/* SPDX-License-Identifier: MIT */
/* What the columns of the registry are called. */
#ifndef IANAPORTS_IMPORTER_REGISTRY_COLUMNS_H
#define IANAPORTS_IMPORTER_REGISTRY_COLUMNS_H

#include "db/format.h"

/* As IANA heads them, of services and of people. */
extern const char *const column_titles[COLUMNS];
extern const char *const person_titles[PERSON_FIELDS];

/* What COLUMN_UNAUTHORIZED was headed once. */
#define UNAUTHORIZED_BEFORE "Known Unauthorized Uses"

/* As JSON and the lines of a diff call them: "name", "port", ... */
extern const char *const column_keys[COLUMNS];

#endif
