/*
 * The layout of services.mdb: tags, keys, values and limits, stated once for
 * the writer, the page walker and the liblmdb reader.
 *
 * The file is an LMDB database (data format version 1) with the unnamed
 * database only.  A key begins with a tag byte; integers are big-endian, so
 * that LMDB's byte order is the numeric one.
 *
 *   tag   key after the tag                      value
 *   'M'   nothing                                fields: enum ianaports_meta
 *   'N'   name in lower case, transport byte     record
 *   'P'   port (2 bytes), transport byte         record
 *   'R'   position in the registry (4 bytes)     fields: enum ianaports_column
 *   'W'   position in the list of people (4)     fields: enum ianaports_person
 *   'X'   nothing                                table of hashes: db/hash.h
 *
 * A record is: port (2 bytes), transport byte, number of aliases (1 byte), the
 * canonical name and each alias, all in their own spelling, each ended by a
 * NUL.  Fields are a fixed number of strings, each ended by a NUL.
 *
 * An overlay adds the lines of the local authority, with the semantics of
 * glibc's files module: the first line of the file that matches, case
 * included.  The transport byte of their records has IANAPORTS_LOCAL set.
 * Keys with IANAPORTS_ANY for a transport say what to answer without one.
 * Names that differ by case alone share a key but for an ordinal byte, from 1,
 * behind the second and further ones, in the file's order.  A record with
 * IANAPORTS_LOCAL and no transport stands for a line of another transport,
 * which we leave to the file.
 */
#ifndef IANAPORTS_DB_FORMAT_H
#define IANAPORTS_DB_FORMAT_H

/* Raised whenever a reader of the old layout would misread the new one. */
#define IANAPORTS_SCHEMA "1"

enum ianaports_tag {
	IANAPORTS_TAG_META = 'M',
	IANAPORTS_TAG_NAME = 'N',
	IANAPORTS_TAG_PORT = 'P',
	IANAPORTS_TAG_ROW = 'R',
	IANAPORTS_TAG_PERSON = 'W',
	IANAPORTS_TAG_HASH = 'X',
};

/*
 * Transports in the order of preference of a look-up without one, which makes
 * such a look-up a lower-bound seek.  The byte is below every character of a
 * name, so that no name's keys interleave with a longer name's.
 */
enum ianaports_transport {
	IANAPORTS_ANY = 0,
	IANAPORTS_TCP = 1,
	IANAPORTS_UDP = 2,
	IANAPORTS_SCTP = 3,
	IANAPORTS_DCCP = 4,
};

/* In a record's transport byte: from the local authority. */
#define IANAPORTS_LOCAL 0x80

/* A registry row, in the order of the columns of IANA's CSV form. */
enum ianaports_column {
	IANAPORTS_NAME,
	IANAPORTS_PORT,
	IANAPORTS_TRANSPORT,
	IANAPORTS_DESCRIPTION,
	IANAPORTS_ASSIGNEE,
	IANAPORTS_CONTACT,
	IANAPORTS_REGISTERED,
	IANAPORTS_MODIFIED,
	IANAPORTS_REFERENCE,
	IANAPORTS_CODE,
	IANAPORTS_UNAUTHORIZED,
	IANAPORTS_NOTES,
	IANAPORTS_COLUMNS
};

/* An assignee or contact, in the order of the registry's list of people. */
enum ianaports_person {
	IANAPORTS_PERSON_ID,
	IANAPORTS_PERSON_NAME,
	IANAPORTS_PERSON_ORGANISATION,
	IANAPORTS_PERSON_URI,
	IANAPORTS_PERSON_UPDATED,
	IANAPORTS_PERSON_FIELDS
};

/* What the database says of itself; counts and times are decimal. */
enum ianaports_meta {
	IANAPORTS_META_SCHEMA,
	IANAPORTS_META_DATE,         /* of the registry, YYYY-MM-DD or "" */
	IANAPORTS_META_FORM,         /* csv, xml, xhtml, text or services */
	IANAPORTS_META_DIGEST,       /* of the registry file, SHA-256 */
	IANAPORTS_META_ROWS,         /* keys tagged 'R' */
	IANAPORTS_META_PEOPLE,       /* keys tagged 'W' */
	IANAPORTS_META_ASSIGNED,     /* pairs that the registry assigns */
	IANAPORTS_META_RECORDS,      /* keys tagged 'P' */
	IANAPORTS_META_NAMES,        /* keys tagged 'N' */
	IANAPORTS_META_LOCAL_PATH,   /* the local authority, or "" */
	IANAPORTS_META_LOCAL_SIZE,   /* bytes */
	IANAPORTS_META_LOCAL_MTIME,  /* seconds.nanoseconds since the Epoch */
	IANAPORTS_META_LOCAL_DIGEST, /* SHA-256 */
	IANAPORTS_META_OVERLAY,      /* lines of the local authority, or "" */
	IANAPORTS_META_FIELDS
};

/* The most strings that one value has. */
#define IANAPORTS_FIELDS_MOST 14
_Static_assert(IANAPORTS_META_FIELDS <= IANAPORTS_FIELDS_MOST, "fields");
_Static_assert(IANAPORTS_COLUMNS <= IANAPORTS_FIELDS_MOST, "fields");
_Static_assert(IANAPORTS_PERSON_FIELDS <= IANAPORTS_FIELDS_MOST, "fields");

/*
 * RFC 6335, 5.1 allows 15 characters; the registry has kept to it since, but
 * a services(5) file need not.  LMDB takes keys of 511 bytes at most.
 */
#define IANAPORTS_NAME_MAX    255
#define IANAPORTS_KEY_MAX     (1 + IANAPORTS_NAME_MAX + 1 + 1)
#define IANAPORTS_ALIASES_MAX 255
#define IANAPORTS_FIELD_MAX   65535

/*
 * Bytes of a database: above any registry's, below what would hurt a process
 * with little room for the map.
 */
#define IANAPORTS_DATABASE_MAX (256 << 20)

#endif
