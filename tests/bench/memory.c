/* SPDX-License-Identifier: MIT */
/*
 * Two peers in memory: a plain hash (the limit), which copies nothing, and what
 * glibc's nss_db does at each look-up when its file is mapped already.
 */
#include <arpa/inet.h>
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#include "bench.h"
#include "db/key.h"
#include "db/transport.h"
#include "table.h"

static char *
name_of(unsigned int transport)
{
	return (char *)(uintptr_t)transport_name(transport);
}

static void
insert_binary(const struct line *line)
{
	unsigned int transport = transport_find(line->protocol);
	unsigned char key[KEY_MAX];
	struct servent entry = {
		.s_name = strdup(line->names[0]),
		.s_port = htons(line->port),
		.s_proto = name_of(transport),
	};
	uint32_t value = table_keep(&entry, sizeof(entry));

	table_insert(key, key_port(key, line->port, transport), value);
	for (int i = 0; line->names[i] != NULL; i++)
		table_insert(key, key_name(key, line->names[i], transport),
			     value);
}

/* The keys are the database's own. */
static enum nss_status
hash_get(unsigned char *key, size_t length, const char *protocol,
	 struct servent *result)
{
	unsigned int last = protocol == NULL ? (unsigned int)TRANSPORT_DCCP
					     : key[length - 1];

	for (; key[length - 1] <= last; key[length - 1]++) {
		const void *value = table_find(key, length);

		if (value != NULL) {
			memcpy(result, value, sizeof(*result));
			return NSS_STATUS_SUCCESS;
		}
	}
	return NSS_STATUS_NOTFOUND;
}

static unsigned int
first_transport(const char *protocol)
{
	return protocol == NULL ? (unsigned int)TRANSPORT_TCP
				: transport_find(protocol);
}

static enum nss_status
hash_by_name(const char *name, const char *protocol, struct servent *result,
	     char *buffer, size_t size, int *errnop)
{
	unsigned char key[KEY_MAX];
	size_t length = key_name(key, name, first_transport(protocol));

	(void)buffer, (void)size, (void)errnop;
	return hash_get(key, length, protocol, result);
}

static enum nss_status
hash_by_port(int port, const char *protocol, struct servent *result,
	     char *buffer, size_t size, int *errnop)
{
	unsigned char key[KEY_MAX];
	size_t length =
		key_port(key, ntohs((uint16_t)port), first_transport(protocol));

	(void)buffer, (void)size, (void)errnop;
	return hash_get(key, length, protocol, result);
}

void
peer_open_hash(struct peer *peer, const char *path)
{
	table_load(path, insert_binary);
	*peer = (struct peer){.by_name = hash_by_name, .by_port = hash_by_port};
}

/* glibc's own, of nss_files and nss_db. */
static int (*parse)(char *, struct servent *, void *, size_t, int *);

static void
insert_text(const struct line *line)
{
	uint32_t value = table_keep(line->text, strlen(line->text) + 1);
	char key[256];

	for (int any = 0; any < 2; any++) {
		const char *protocol = any ? "" : line->protocol;
		int n = snprintf(key, sizeof(key), "%u/%s", line->port,
				 protocol);

		table_insert(key, (size_t)n, value);
		for (int i = 0; line->names[i] != NULL; i++) {
			n = snprintf(key, sizeof(key), "%s/%s", line->names[i],
				     protocol);
			table_insert(key, (size_t)n, value);
		}
	}
}

static enum nss_status
text_get(const char *key, int length, struct servent *result, char *buffer,
	 size_t size, int *errnop)
{
	const char *line = table_find(key, (size_t)length);
	size_t line_size;

	if (line == NULL)
		return NSS_STATUS_NOTFOUND;
	line_size = strlen(line) + 1;
	if (line_size > size)
		return NSS_STATUS_TRYAGAIN;
	memcpy(buffer, line, line_size);
	return parse(buffer, result, buffer, size, errnop) == 1
		       ? NSS_STATUS_SUCCESS
		       : NSS_STATUS_UNAVAIL;
}

static enum nss_status
text_by_name(const char *name, const char *protocol, struct servent *result,
	     char *buffer, size_t size, int *errnop)
{
	char key[256];
	int length = snprintf(key, sizeof(key), "%s/%s", name,
			      protocol == NULL ? "" : protocol);

	return text_get(key, length, result, buffer, size, errnop);
}

static enum nss_status
text_by_port(int port, const char *protocol, struct servent *result,
	     char *buffer, size_t size, int *errnop)
{
	char key[256];
	int length = snprintf(key, sizeof(key), "%d/%s", ntohs((uint16_t)port),
			      protocol == NULL ? "" : protocol);

	return text_get(key, length, result, buffer, size, errnop);
}

void
peer_open_nss_db(struct peer *peer, const char *path)
{
	void *found = dlsym(RTLD_DEFAULT, "_nss_files_parse_servent");

	if (found == NULL)
		die("this glibc does not export its parser");
	memcpy(&parse, &found, sizeof(parse));
	table_load(path, insert_text);
	*peer = (struct peer){.by_name = text_by_name, .by_port = text_by_port};
}
