/* SPDX-License-Identifier: MIT */
#include "tests/lib/said.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

void
said_begin(struct said *said, const char *file)
{
	*said = (struct said){.diag.file = file};
	said->diag.out = open_memstream(&said->messages, &said->size);
	assert_non_null(said->diag.out);
}

void
said_end(struct said *said)
{
	diag_end(&said->diag);
	fclose(said->diag.out);
	free(said->messages);
}

const char *
said_all(const struct said *said)
{
	fflush(said->diag.out);
	return said->messages;
}
