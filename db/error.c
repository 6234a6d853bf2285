#include "db/error.h"

#include <errno.h>
#include <lmdb.h>

int
lmdb_error(int code)
{
	if (code >= 0)
		return -code;
	switch (code) {
	case MDB_KEYEXIST:
		return -EEXIST;
	case MDB_NOTFOUND:
		return -ENOENT;
	case MDB_MAP_FULL: /* not the disk: the map is as large as allowed */
		return -E2BIG;
	case MDB_TXN_FULL:
	case MDB_PAGE_FULL:
	case MDB_CURSOR_FULL:
		return -ENOSPC;
	case MDB_BAD_VALSIZE:
		return -EINVAL;
	default:
		return -EBADMSG;
	}
}
