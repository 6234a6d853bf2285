/* SPDX-License-Identifier: MIT */
/*
 * A host with an LMDB of its own, of another make: none of it may ever be
 * called for us.
 */
#include <dlfcn.h>
#include <stdlib.h>

#include "tests/hosts/host.h"

#define OWN(name)                                                              \
	__attribute__((visibility("default"))) void name(void);                \
	void name(void)                                                        \
	{                                                                      \
		abort();                                                       \
	}

OWN(mdb_env_create)
OWN(mdb_env_open)
OWN(mdb_env_close)
OWN(mdb_env_set_mapsize)
OWN(mdb_txn_begin)
OWN(mdb_txn_abort)
OWN(mdb_dbi_open)
OWN(mdb_get)
OWN(mdb_cursor_open)
OWN(mdb_cursor_get)
OWN(mdb_cursor_close)
OWN(mdb_strerror)

static void
a_host_with_its_own_lmdb_keeps_it_to_itself(void)
{
	/* The test would show nothing if they could not be found. */
	must(dlsym(RTLD_DEFAULT, "mdb_get") == (void *)mdb_get);
	host_ask_all('a');
	host_ask_glibc('a', 1);
	host_replace('b');
	host_tick();
	host_ask_all('b');
	host_walk('b');
}

int
main(void)
{
	static const struct host_life lives[] = {
		LIFE(a_host_with_its_own_lmdb_keeps_it_to_itself),
	};

	return host_run(lives, LENGTH(lives));
}
