#include "cli/query/people.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "db/fields.h"
#include "db/key.h"

/* A hash with open addressing, no more than half full. */
struct people {
	const char *(*list)[PERSON_FIELDS];
	size_t count;
	uint32_t *slots; /* 1 + the position, or 0 */
	size_t mask;     /* their number, a power of two, less one */
};

static int
read_people(struct people *people, struct reader *reader, size_t stated)
{
	unsigned char key[KEY_MAX];
	size_t size = key_position(key, TAG_PERSON, 0);
	struct entry entry;
	int found, result = 0;

	for (found = reader_seek(reader, key, size, &entry);
	     found == 1 && entry.key[0] == TAG_PERSON && result == 0;
	     found = reader_next(reader, &entry)) {
		if (people->count == stated)
			return -EBADMSG;
		result = fields_decode(entry.value, entry.value_size,
				       people->list[people->count++],
				       PERSON_FIELDS);
	}
	return found < 0 ? found : result;
}

/* The slot of an identifier, or the empty one where it belongs. */
static uint32_t *
find_slot(const struct people *people, const char *id, size_t length)
{
	uint32_t hash = 2166136261u; /* FNV-1a */

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)id[i]) * 16777619u;
	for (;; hash++) {
		uint32_t *slot = &people->slots[hash & people->mask];
		const char *other;

		if (*slot == 0)
			return slot;
		other = people->list[*slot - 1][PERSON_ID];
		if (strncmp(id, other, length) == 0 && other[length] == '\0')
			return slot;
	}
}

static int
make(struct people *people, struct reader *reader)
{
	size_t stated = strtoul(reader_meta(reader)[META_PEOPLE], NULL, 10);
	int result;

	if (stated > UINT32_MAX / 4)
		return -EBADMSG;
	for (people->mask = 1; people->mask < 2 * stated;)
		people->mask = 2 * people->mask + 1;
	people->list = calloc(stated + 1, sizeof(*people->list));
	people->slots = calloc(people->mask + 1, sizeof(*people->slots));
	if (people->list == NULL || people->slots == NULL)
		return -ENOMEM;
	result = read_people(people, reader, stated);
	if (result != 0)
		return result;
	for (size_t i = 0; i < people->count; i++) {
		const char *id = people->list[i][PERSON_ID];

		*find_slot(people, id, strlen(id)) = (uint32_t)i + 1;
	}
	return 0;
}

int
people_read(struct people **people, struct reader *reader)
{
	struct people *new = calloc(1, sizeof(*new));
	int result;

	if (new == NULL)
		return -ENOMEM;
	result = make(new, reader);
	if (result != 0) {
		people_free(new);
		return result;
	}
	*people = new;
	return 0;
}

const char *const *
people_find(const struct people *people, const char *id, size_t length)
{
	uint32_t at = *find_slot(people, id, length);

	return at == 0 ? NULL : people->list[at - 1];
}

void
people_free(struct people *people)
{
	if (people == NULL)
		return;
	free(people->list);
	free(people->slots);
	free(people);
}
