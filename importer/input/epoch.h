/* SPDX-License-Identifier: MIT */
/* Times for files that shall come out alike whenever they are made. */
#ifndef IANAPORTS_IMPORTER_INPUT_EPOCH_H
#define IANAPORTS_IMPORTER_INPUT_EPOCH_H

#include <time.h>

/*
 * A time that is stored: where SOURCE_DATE_EPOCH is set to a number of seconds
 * since the Epoch, none is later than that
 * (https://reproducible-builds.org/specs/source-date-epoch/).
 */
struct timespec epoch_clamp(struct timespec time);

#endif
