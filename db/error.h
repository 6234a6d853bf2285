/* The one place where LMDB's codes become errno. */
#ifndef IANAPORTS_DB_ERROR_H
#define IANAPORTS_DB_ERROR_H

/*
 * Turns a return code of liblmdb, an errno or one of its own below 0 (lmdb.h,
 * Return Codes), into 0 or -errno.
 */
int lmdb_error(int code);

#endif
