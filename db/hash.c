/* SPDX-License-Identifier: MIT */
#include "db/hash.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/check.h"
#include "db/key.h"
#include "db/page.h"

struct making {
	const struct walker *walker;
	struct hash_table table; /* as it is in the file */
	unsigned char *slots;    /* as it should be */
};

static bool
place(void *context, const struct entry *entry)
{
	const struct making *making = context;
	struct key key;
	uint32_t slot;
	uint64_t hash;
	size_t home;

	if (key_decode(entry->key, entry->key_size, &key) != 0)
		return false;
	if ((key.tag != TAG_NAME && key.tag != TAG_PORT) || key.ordinal != 0)
		return true;
	hash = hash_bytes(entry->key, entry->key_size - 1);
	home = hash_home(&making->table, hash);
	slot = (uint32_t)(entry->key - NODE_HEADER - making->walker->map) / 2;
	slot = htobe32(slot | hash_slot(&making->table, hash, key.transport));
	for (size_t i = 0; i < HASH_PROBES; i++) {
		unsigned char *taken = making->slots + (home + i) * HASH_SLOT;

		if (load32(taken) != 0)
			continue;
		memcpy(taken, &slot, sizeof(slot));
		break;
	}
	return true;
}

/* Half of the slots stay empty, so that a search is short. */
size_t
hash_size(size_t entries)
{
	return HASH_STAMP + (2 * entries + HASH_PROBES) * HASH_SLOT;
}

/* Finds the table's entry, and makes what should be in it, to be freed. */
static int
make(const struct walker *walker, struct entry *entry, unsigned char **table)
{
	unsigned char key[KEY_MAX];
	struct making making = {.walker = walker};
	int found = walker_find(walker, key, key_hash(key), entry);

	if (found != 1 || !hash_table_open(walker, entry, &making.table))
		return -EBADMSG;
	*table = calloc(1, entry->value_size);
	if (*table == NULL)
		return -ENOMEM;
	hash_stamp(*table, walker, entry);
	making.slots = *table + HASH_STAMP;
	return check_tree(walker, place, &making);
}

int
hash_check(const struct walker *walker)
{
	struct entry entry;
	unsigned char *table = NULL;
	int result = make(walker, &entry, &table);

	if (result == 0 && memcmp(table, entry.value, HASH_STAMP) == 0)
		result = memcmp(table, entry.value, entry.value_size) == 0
				 ? 1
				 : -EBADMSG;
	free(table);
	return result;
}

static int
write_all(int fd, const unsigned char *bytes, size_t size, off_t offset)
{
	while (size > 0) {
		ssize_t written = pwrite(fd, bytes, size, offset);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return written < 0 ? -errno : -EIO;
		bytes += written;
		size -= (size_t)written;
		offset += written;
	}
	return 0;
}

static int
fill(int fd, const unsigned char *map, size_t size)
{
	struct walker walker;
	struct entry entry;
	unsigned char *table = NULL;
	int result = walker_open(&walker, map, size);

	if (result == 0)
		result = make(&walker, &entry, &table);
	if (result == 0)
		result = write_all(fd, table, entry.value_size,
				   entry.value - map);
	free(table);
	return result;
}

int
hash_fill(int fd)
{
	struct stat status;
	void *map;
	int result;

	if (fstat(fd, &status) != 0)
		return -errno;
	map = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_SHARED, fd, 0);
	if (map == MAP_FAILED)
		return -errno;
	result = fill(fd, map, (size_t)status.st_size);
	munmap(map, (size_t)status.st_size);
	return result;
}
