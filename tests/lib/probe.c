/* SPDX-License-Identifier: MIT */
#include "tests/lib/probe.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include "db/check.h"
#include "db/fields.h"
#include "db/key.h"
#include "db/lookup.h"
#include "nss/pack.h"

static const char *const names[] = {
	"discard", "SSH",      "www",           "http-alt", "submissions",
	"x11",     "moved-on", "ethernet/ip-1", "nosuch",
};
static const int ports[] = {0, 9, 80, 465, 6002, 65535};
static const char *const protocols[] = {NULL, "tcp"};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
/* Beside them the opening, which may fail, and the enumeration. */
_Static_assert(LENGTH(protocols) * (LENGTH(names) + LENGTH(ports)) + 2 ==
		       PROBE_QUESTIONS,
	       "questions");

/* FNV-1a */
static void
digest(uint32_t *sum, const void *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		*sum = (*sum ^ ((const unsigned char *)bytes)[i]) * 16777619u;
}

/* Whether the record stands in the map, as db/format.h has it. */
static bool
is_spelled(const struct record *record, const unsigned char *map, size_t size)
{
	const unsigned char *text = (const unsigned char *)record->names;
	unsigned int strings = 0;

	if (text < map + 4 || text > map + size ||
	    record->size > (size_t)(map + size - text))
		return false;
	for (size_t i = 0; i < record->size; i++)
		strings += text[i] == '\0';
	return strings == record->aliases + 1 &&
	       text[record->size - 1] == '\0' &&
	       record->port == (text[-4] << 8 | text[-3]) &&
	       (record->transport | record->line) == text[-2] &&
	       record->transport < RECORD_LINE && record->aliases == text[-1];
}

/* Adds what was found to an answer; NULL, or what is wrong with it. */
static const char *
judge(struct probe_answer *answer, const struct index *index, size_t size,
      int found, const struct record *record)
{
	struct servent servent;
	char buffer[512];
	int packed;

	answer->found = found;
	if (found == 0 || found == -EBADMSG)
		return NULL;
	if (found != 1)
		return "an unknown code";
	if (!is_spelled(record, index->walker.map, size))
		return "a record that the bytes do not spell";
	digest(&answer->digest, record->names - 4, record->size + 4);
	packed = servent_pack(record, &servent, buffer, sizeof(buffer));
	if (packed != 0 && packed != -ERANGE)
		return "an unknown code of packing";
	return NULL;
}

static const char *
ask_name(struct probe_answer *answer, const struct index *index, size_t size,
	 const char *name, const char *protocol)
{
	struct record record;
	int found = lookup_name(index, name, protocol, &record);

	if (found == 1 && protocol != NULL && record.transport != TRANSPORT_TCP)
		return "a name's record of another transport";
	return judge(answer, index, size, found, &record);
}

static const char *
ask_port(struct probe_answer *answer, const struct index *index, size_t size,
	 int port, const char *protocol)
{
	struct record record;
	int found =
		lookup_port(index, htons((uint16_t)port), protocol, &record);

	if (found == 1 && record.port != port)
		return "another port's record";
	if (found == 1 && protocol != NULL && record.transport != TRANSPORT_TCP)
		return "a port's record of another transport";
	return judge(answer, index, size, found, &record);
}

/* At every other record the place, which may be any number, is one. */
static const char *
enumerate(struct probe_answer *answer, const struct index *index, size_t size)
{
	struct record record;
	unsigned int position = 0, last = 0;
	uint32_t place = 0, count = 0;
	const char *fault = NULL;
	int found;

	while (fault == NULL &&
	       (found = lookup_next(index, &position, &place, &record)) == 1) {
		if (position <= last)
			return "an enumeration that stands still";
		last = position;
		fault = judge(answer, index, size, found, &record);
		if (++count % 2 == 0)
			place = count % 4 == 0 ? answer->digest : place + count;
	}
	if (fault == NULL)
		fault = judge(answer, index, size, found, NULL);
	return fault;
}

/* The bytes themselves as each thing that is decoded. */
static void
decode(const unsigned char *bytes, size_t size)
{
	const char *fields[FIELDS_MOST];
	struct record record;
	struct key key;

	record_decode(bytes, size, &record);
	key_decode(bytes, size, &key);
	fields_decode(bytes, size, fields, COLUMNS);
}

const char *
probe_ask(struct probe *probe, const unsigned char *bytes, size_t size)
{
	struct probe_answer *next = probe->answers;
	const char *fault = NULL;
	struct index index;

	*probe = (struct probe){0};
	decode(bytes, size);
	next->found = index_open(&index, bytes, size);
	if (next->found != 0)
		return NULL;
	next->found = 1;
	for (size_t p = 0; p < LENGTH(protocols); p++) {
		for (size_t i = 0; i < LENGTH(names) && fault == NULL; i++)
			fault = ask_name(++next, &index, size, names[i],
					 protocols[p]);
		for (size_t i = 0; i < LENGTH(ports) && fault == NULL; i++)
			fault = ask_port(++next, &index, size, ports[i],
					 protocols[p]);
	}
	if (fault == NULL)
		fault = enumerate(++next, &index, size);
	check_tree(&index.walker, NULL, NULL);
	return fault;
}
