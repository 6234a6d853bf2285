/* SPDX-License-Identifier: MIT */
/*
 * The layout of services.mdb: tags, keys, values and limits, stated once for
 * whoever writes or reads it.
 *
 * The file is an LMDB database, of whichever LMDB, with the unnamed database
 * only.  A key begins with a tag byte; integers are big-endian, so
 * that LMDB's byte order is the numeric one.
 *
 *   tag   key after the tag                      value
 *   'M'   nothing                                fields: enum meta
 *   'N'   name in lower case, transport byte     record
 *   'P'   port (2 bytes), transport byte         record
 *   'R'   position in the registry (4 bytes)     fields: enum column
 *   'S'   position among the lines (4)           record
 *   'W'   position in the list of people (4)     fields: enum person
 *   'X'   nothing                                table of hashes: db/hash.h
 *
 * A record is: port (2 bytes), transport byte, number of aliases (1 byte), the
 * canonical name and each alias, all in their own spelling, each ended by a
 * NUL.  Fields are a fixed number of strings, each ended by a NUL.
 *
 * Lines of services(5) have the semantics of glibc's files module: the first
 * line of the file that matches, case included.  The transport byte of their
 * records has RECORD_LINE set, or RECORD_LOCAL if they are the local file's,
 * which an overlay adds.
 * Keys with TRANSPORT_ANY for a transport say what to answer without one.
 * Names that differ by case alone share a key but for an ordinal byte, from 1,
 * behind the second and further ones, in the file's order.  A record with
 * RECORD_LOCAL and no transport stands for a line of another transport,
 * which we leave to the file.
 *
 * Where the registry is such a file, all its records are lines, and 'S' has
 * those that an enumeration tells, in the file's order.
 */
#ifndef IANAPORTS_DB_FORMAT_H
#define IANAPORTS_DB_FORMAT_H

/* Raised whenever a reader of the old layout would misread the new one. */
#define SCHEMA "3"

enum tag {
	TAG_META = 'M',
	TAG_NAME = 'N',
	TAG_PORT = 'P',
	TAG_ROW = 'R',
	TAG_LINE = 'S',
	TAG_PERSON = 'W',
	TAG_HASH = 'X',
};

/*
 * Transports in the order of preference of a look-up without one, which makes
 * such a look-up a lower-bound seek.  The byte is below every character of a
 * name, so that no name's keys interleave with a longer name's.
 */
enum transport {
	TRANSPORT_ANY = 0,
	TRANSPORT_TCP = 1,
	TRANSPORT_UDP = 2,
	TRANSPORT_SCTP = 3,
	TRANSPORT_DCCP = 4,
};

/* In a record's transport byte: a line of services(5), the local file's or the
 * registry's. */
#define RECORD_LOCAL 0x80
#define RECORD_LINE  0x40

/* A registry row, in the order of the columns of IANA's CSV form. */
enum column {
	COLUMN_NAME,
	COLUMN_PORT,
	COLUMN_TRANSPORT,
	COLUMN_DESCRIPTION,
	COLUMN_ASSIGNEE,
	COLUMN_CONTACT,
	COLUMN_REGISTERED,
	COLUMN_MODIFIED,
	COLUMN_REFERENCE,
	COLUMN_CODE,
	COLUMN_UNAUTHORIZED,
	COLUMN_NOTES,
	COLUMNS
};

/* An assignee or contact, in the order of the registry's list of people. */
enum person {
	PERSON_ID,
	PERSON_NAME,
	PERSON_ORGANISATION,
	PERSON_URI,
	PERSON_UPDATED,
	PERSON_FIELDS
};

/* What the database says of itself; counts and times are decimal. */
enum meta {
	META_SCHEMA,
	META_DATE,         /* of the registry, YYYY-MM-DD or "" */
	META_FORM,         /* csv, xml, xhtml, text or services */
	META_DIGEST,       /* of the registry file, SHA-256 */
	META_ROWS,         /* keys tagged 'R' */
	META_PEOPLE,       /* keys tagged 'W' */
	META_ASSIGNED,     /* pairs that the registry assigns */
	META_RECORDS,      /* keys tagged 'P' */
	META_NAMES,        /* keys tagged 'N' */
	META_LOCAL_PATH,   /* the local file, or "" */
	META_LOCAL_SIZE,   /* bytes */
	META_LOCAL_MTIME,  /* seconds.nanoseconds since the Epoch */
	META_LOCAL_DIGEST, /* SHA-256 */
	META_OVERLAY,      /* lines of the local file, or "" */
	META_ALL_PAIRS,    /* "1" if every pair is told, or "" */
	META_ELSEWHERE,    /* pairs not told whose name is another port's */
	META_TO_LOCAL,     /* the local file's port's */
	META_NOWHERE,      /* none's on that transport */
	META_LINES,        /* keys tagged 'S', or "" if none are wanted */
	META_FIELDS
};

/* The most strings that one value has. */
#define FIELDS_MOST 19
_Static_assert(META_FIELDS <= FIELDS_MOST, "fields");
_Static_assert(COLUMNS <= FIELDS_MOST, "fields");
_Static_assert(PERSON_FIELDS <= FIELDS_MOST, "fields");

/*
 * RFC 6335, 5.1 allows 15 characters; the registry has kept to it since, but
 * a services(5) file need not.  LMDB takes keys of 511 bytes at most.
 */
#define SERVICE_NAME_MAX 255
#define KEY_MAX          (1 + SERVICE_NAME_MAX + 1 + 1)
#define ALIASES_MAX      255
#define FIELD_MAX        65535

/*
 * Bytes of a database: above any registry's, below what would hurt a process
 * with little room for the map.
 */
#define DATABASE_MAX (256 << 20)

#endif
