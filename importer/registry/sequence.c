/* SPDX-License-Identifier: MIT */
#include "importer/registry/sequence.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define NONE UINT32_MAX

enum state { NEW, WAITING, DONE };

struct work {
	const struct collation *collation;
	struct diag *diag;
	unsigned char *state; /* of each record */
	uint32_t *waiting;    /* records, each for the one above it */
	size_t depth;
};

/* The record of the same port that answers without a transport. */
static uint32_t
first_of_port(const struct collation *collation, uint32_t position)
{
	uint16_t port = collation->records[position].port;

	while (position > 0 && collation->records[position - 1].port == port)
		position--;
	return position;
}

/* The record that answers a name, of those that have lines. */
static uint32_t
first_of_name(const struct collation *collation, const char *name,
	      unsigned int transport)
{
	const struct record *record =
		collation_answer(collation, name, transport);

	size_t position;

	if (record == NULL)
		return NONE;
	position = (size_t)(record - collation->records);
	return position < collation->record_count ? (uint32_t)position : NONE;
}

static bool
is_before(const struct work *work, uint32_t first, uint32_t position,
	  enum state state)
{
	return first != NONE && first != position &&
	       work->state[first] == state;
}

/*
 * A record in that state that has to come before this one, and the name that
 * asks for it; or NONE.
 */
static uint32_t
predecessor(const struct work *work, uint32_t position, enum state state,
	    const char **asking)
{
	const struct record *record = &work->collation->records[position];
	const unsigned int questions[] = {0, record->transport};
	uint32_t first = first_of_port(work->collation, position);

	*asking = record->names;
	if (is_before(work, first, position, state))
		return first;
	for (unsigned int i = 0; i <= record->aliases; i++) {
		for (size_t j = 0; j < 2; j++) {
			first = first_of_name(work->collation, *asking,
					      questions[j]);
			if (is_before(work, first, position, state))
				return first;
		}
		*asking += strlen(*asking) + 1;
	}
	return NONE;
}

/* Puts a record, and before it all that have to come before it. */
static uint32_t *
put(struct work *work, uint32_t position, uint32_t *out)
{
	const char *name;

	work->waiting[work->depth++] = position;
	while (work->depth > 0) {
		uint32_t top = work->waiting[work->depth - 1], before;

		work->state[top] = WAITING;
		before = predecessor(work, top, NEW, &name);
		if (before != NONE) {
			work->waiting[work->depth++] = before;
			continue;
		}
		if (predecessor(work, top, WAITING, &name) != NONE)
			diag_warning(work->diag, 0, 0,
				     "no order of lines answers '%s'"
				     " as we do",
				     name);
		work->state[top] = DONE;
		work->depth--;
		*out++ = top;
	}
	return out;
}

int
sequence_find(const struct collation *collation, uint32_t **sequence,
	      struct diag *diag)
{
	size_t count = collation->record_count;
	struct work work = {
		.collation = collation,
		.diag = diag,
		.state = calloc(count + 1, 1),
		.waiting = calloc(count + 1, sizeof(*work.waiting)),
	};
	uint32_t *out = calloc(count + 1, sizeof(*out));
	int result = -ENOMEM;

	*sequence = out;
	if (out != NULL && work.state != NULL && work.waiting != NULL) {
		for (uint32_t i = 0; i < count; i++)
			if (work.state[i] == NEW)
				out = put(&work, i, out);
		result = 0;
	}
	free(work.state);
	free(work.waiting);
	if (result != 0) {
		free(*sequence);
		*sequence = NULL;
	}
	return result;
}
