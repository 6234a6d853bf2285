/* SPDX-License-Identifier: MIT */
/* The peers that are there to be called: modules, glibc and liblmdb. */
#include "bench.h"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/key.h"
#include "db/record.h"
#include "db/transport.h"

static enum nss_status
status_of(int error, const struct servent *found, int *errnop)
{
	*errnop = error;
	if (found != NULL)
		return NSS_STATUS_SUCCESS;
	return error == 0 || error == ENOENT ? NSS_STATUS_NOTFOUND
					     : NSS_STATUS_UNAVAIL;
}

static enum nss_status
glibc_by_name(const char *name, const char *protocol, struct servent *result,
	      char *buffer, size_t size, int *errnop)
{
	struct servent *found;
	int error =
		getservbyname_r(name, protocol, result, buffer, size, &found);

	return status_of(error, found, errnop);
}

static enum nss_status
glibc_by_port(int port, const char *protocol, struct servent *result,
	      char *buffer, size_t size, int *errnop)
{
	struct servent *found;
	int error =
		getservbyport_r(port, protocol, result, buffer, size, &found);

	return status_of(error, found, errnop);
}

static enum nss_status
glibc_start(int stay)
{
	setservent(stay);
	return NSS_STATUS_SUCCESS;
}

static enum nss_status
glibc_next(struct servent *result, char *buffer, size_t size, int *errnop)
{
	struct servent *found;
	int error = getservent_r(result, buffer, size, &found);

	return status_of(error, found, errnop);
}

static enum nss_status
glibc_end(void)
{
	endservent();
	return NSS_STATUS_SUCCESS;
}

static const struct peer glibc = {
	.by_name = glibc_by_name,
	.by_port = glibc_by_port,
	.start = glibc_start,
	.next = glibc_next,
	.end = glibc_end,
};

static void *
function(void *library, const char *module, const char *verb)
{
	char name[64];
	void *found;

	snprintf(name, sizeof(name), "_nss_%s_%s", module, verb);
	found = dlsym(library, name);
	if (found == NULL)
		die("%s", dlerror());
	return found;
}

static void
open_module(struct peer *peer, char *file)
{
	char *name = strchr(file, ':');
	void *library;

	if (name == NULL)
		die("%s: module:FILE:NAME is wanted", file);
	*name++ = '\0';
	library = dlopen(file, RTLD_NOW);
	if (library == NULL)
		die("%s", dlerror());
	peer->by_name = function(library, name, "getservbyname_r");
	peer->by_port = function(library, name, "getservbyport_r");
	peer->start = function(library, name, "setservent");
	peer->next = function(library, name, "getservent_r");
	peer->end = function(library, name, "endservent");
}

static MDB_txn *transaction;
static MDB_cursor *cursor;

/* Without a transport, the first key not below that of tcp, as the module. */
static enum nss_status
lmdb_get(unsigned char *bytes, size_t size, const char *protocol,
	 struct servent *result)
{
	MDB_val key = {size, bytes}, value;
	struct record record;
	int error = protocol != NULL ? mdb_get(transaction, 1, &key, &value)
				     : mdb_cursor_get(cursor, &key, &value,
						      MDB_SET_RANGE);

	if (error == MDB_NOTFOUND)
		return NSS_STATUS_NOTFOUND;
	if (error == 0 &&
	    (key.mv_size != size || memcmp(key.mv_data, bytes, size - 1) != 0))
		return NSS_STATUS_NOTFOUND;
	if (error != 0 ||
	    record_decode(value.mv_data, value.mv_size, &record) != 0)
		return NSS_STATUS_UNAVAIL;
	result->s_name = (char *)(uintptr_t)record.names;
	result->s_port = htons(record.port);
	result->s_proto = (char *)(uintptr_t)transport_name(record.transport);
	return NSS_STATUS_SUCCESS;
}

static unsigned int
first_transport(const char *protocol)
{
	return protocol == NULL ? (unsigned int)TRANSPORT_TCP
				: transport_find(protocol);
}

static enum nss_status
lmdb_by_name(const char *name, const char *protocol, struct servent *result,
	     char *buffer, size_t size, int *errnop)
{
	unsigned char key[KEY_MAX];
	size_t length = key_name(key, name, first_transport(protocol));

	(void)buffer, (void)size, (void)errnop;
	return lmdb_get(key, length, protocol, result);
}

static enum nss_status
lmdb_by_port(int port, const char *protocol, struct servent *result,
	     char *buffer, size_t size, int *errnop)
{
	unsigned char key[KEY_MAX];
	size_t length =
		key_port(key, ntohs((uint16_t)port), first_transport(protocol));

	(void)buffer, (void)size, (void)errnop;
	return lmdb_get(key, length, protocol, result);
}

static void
succeed(int error)
{
	if (error != 0)
		die("liblmdb: %s", mdb_strerror(error));
}

void
peer_open_lmdb(struct peer *peer, const char *path)
{
	MDB_env *environment;
	MDB_dbi handle;

	succeed(mdb_env_create(&environment));
	succeed(mdb_env_open(environment, path,
			     MDB_RDONLY | MDB_NOLOCK | MDB_NOSUBDIR, 0));
	succeed(mdb_txn_begin(environment, NULL, MDB_RDONLY, &transaction));
	succeed(mdb_dbi_open(transaction, NULL, 0, &handle));
	succeed(mdb_cursor_open(transaction, handle, &cursor));
	*peer = (struct peer){.by_name = lmdb_by_name, .by_port = lmdb_by_port};
	if (handle != 1)
		die("liblmdb: the unnamed database is not 1");
}

void
peer_open(struct peer *peer, const char *specification)
{
	char *kind = strdup(specification), *rest;

	if (kind == NULL)
		die("no memory");
	rest = strchr(kind, ':');
	if (rest != NULL)
		*rest++ = '\0';
	*peer = glibc;
	if (rest == NULL && strcmp(kind, "glibc") == 0)
		return;
	if (rest == NULL)
		die("%s: no such peer", kind);
	if (strcmp(kind, "module") == 0)
		open_module(peer, rest);
	else if (strcmp(kind, "liblmdb") == 0)
		peer_open_lmdb(peer, rest);
	else if (strcmp(kind, "hash") == 0)
		peer_open_hash(peer, rest);
	else if (strcmp(kind, "nss_db") == 0)
		peer_open_nss_db(peer, rest);
	else
		die("%s: no such peer", kind);
}
