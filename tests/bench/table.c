/* SPDX-License-Identifier: MIT */
/* An open-addressed table, as glibc's nss_db has it (nss_db/db-XXX.c). */
#include "table.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"

struct place {
	uint32_t key, value; /* in the store; key 0: empty */
};

/* Keys, each behind its length, and values. */
static char *store;
static uint32_t used, room;
static struct place *places;
static uint32_t size;

uint32_t
table_keep(const void *bytes, size_t length)
{
	uint32_t offset = (used + 7) & ~(uint32_t)7;

	if (room - offset < length)
		die("the table is too small");
	memcpy(store + offset, bytes, length);
	used = offset + (uint32_t)length;
	return offset;
}

/* glibc's __nss_hash. */
static uint32_t
hash(const char *key, size_t length)
{
	uint32_t value = 0;

	for (size_t i = 0; i < length; i++)
		value = value * 65599 + (unsigned char)key[i];
	return value;
}

/* Where the key is, or the empty place where it belongs. */
static struct place *
find(const void *key, size_t length)
{
	uint32_t value = hash(key, length), index = value % size;
	uint32_t step = 1 + value % (size - 2);

	for (;; index = (index + step) % size) {
		const char *other = store + places[index].key;

		if (places[index].key == 0 ||
		    ((unsigned char)*other == length &&
		     memcmp(other + 1, key, length) == 0))
			return &places[index];
	}
}

const void *
table_find(const void *key, size_t length)
{
	const struct place *place = find(key, length);

	return place->key == 0 ? NULL : store + place->value;
}

void
table_insert(const void *key, size_t length, uint32_t value)
{
	struct place *place = find(key, length);
	char counted[256];

	if (place->key != 0)
		return;
	if (length >= sizeof(counted))
		die("a name is too long");
	counted[0] = (char)length;
	memcpy(counted + 1, key, length);
	place->key = table_keep(counted, length + 1);
	place->value = value;
}

static bool
take_apart(char *copy, struct line *line)
{
	char *rest, *port;
	int n = 0;

	line->names[n++] = strtok_r(copy, " \t\n", &rest);
	port = strtok_r(NULL, "/", &rest);
	line->protocol = strtok_r(NULL, " \t\n", &rest);
	if (line->protocol == NULL)
		return false;
	line->port = (uint16_t)strtoul(port, NULL, 10);
	do
		line->names[n] = strtok_r(NULL, " \t\n", &rest);
	while (line->names[n] != NULL && ++n < NAMES_MOST);
	line->names[n] = NULL;
	return true;
}

static bool
is_prime(uint32_t number)
{
	for (uint32_t i = 2; i * i <= number; i++)
		if (number % i == 0)
			return false;
	return true;
}

void
table_load(const char *path, void (*insert_line)(const struct line *))
{
	FILE *file = fopen(path, "re");
	char text[1024], copy[1024];
	struct line line = {.text = text};

	if (file == NULL || fseek(file, 0, SEEK_END) != 0)
		die("%s: %s", path, strerror(errno));
	/* Some 24 bytes a line, two to four keys each, half as many again. */
	size = (uint32_t)ftell(file) / 24 * 6 + 7;
	while (!is_prime(size))
		size++;
	room = 64 * size;
	used = 8;
	store = calloc(1, room);
	places = calloc(size, sizeof(*places));
	if (store == NULL || places == NULL)
		die("no memory");
	rewind(file);
	while (fgets(text, sizeof(text), file) != NULL)
		if (take_apart(strcpy(copy, text), &line))
			insert_line(&line);
	fclose(file);
}
