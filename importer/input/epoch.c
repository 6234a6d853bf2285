/* SPDX-License-Identifier: MIT */
#include "importer/input/epoch.h"

#include <errno.h>
#include <stdlib.h>

struct timespec
epoch_clamp(struct timespec time)
{
	const char *text = getenv("SOURCE_DATE_EPOCH");
	long long epoch;
	char *end;

	if (text == NULL || *text < '0' || *text > '9')
		return time;
	errno = 0;
	epoch = strtoll(text, &end, 10);
	if (errno == 0 && *end == '\0' && time.tv_sec >= epoch)
		time = (struct timespec){.tv_sec = epoch};
	return time;
}
