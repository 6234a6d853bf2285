/* SPDX-License-Identifier: MIT */
/* What the look-up benchmark's files share. */
#ifndef IANAPORTS_TESTS_BENCH_BENCH_H
#define IANAPORTS_TESTS_BENCH_BENCH_H

#include <netdb.h>
#include <nss.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#define BUFFER_SIZE 4096

_Noreturn void die(const char *format, ...)
	__attribute__((format(printf, 1, 2)));

/* What the timed loop reads, and so small. */
struct question {
	const char *name;     /* NULL: asked by port */
	const char *protocol; /* or NULL */
	int port;             /* network byte order; of the answer too */
};

struct answer {
	const char *name, *protocol;
};

/* Questions of one kind, in random order. */
struct set {
	char label[24];
	bool hit; /* else every answer is NOTFOUND */
	size_t count;
	struct question *questions;
	struct answer *answers;
};

#define SETS_MOST 8

struct questions {
	struct set sets[SETS_MOST];
	size_t count, records; /* sets; records of an enumeration */
};

/* Reads what questions.awk wrote; the seed decides the order. */
void questions_load(struct questions *questions, const char *path,
		    unsigned int seed);

typedef enum nss_status by_name_function(const char *, const char *,
					 struct servent *, char *, size_t,
					 int *);
typedef enum nss_status by_port_function(int, const char *, struct servent *,
					 char *, size_t, int *);

/* Who is asked; the functions are those of an NSS module. */
struct peer {
	by_name_function *by_name;
	by_port_function *by_port;
	enum nss_status (*start)(int); /* NULL: does not enumerate */
	enum nss_status (*next)(struct servent *, char *, size_t, int *);
	enum nss_status (*end)(void);
	bool stats; /* stat(2) is called twice before each question */
};

/*
 * glibc		through /etc/nsswitch.conf
 * module:FILE:NAME	the module's own functions, _nss_NAME_*
 * liblmdb:DATABASE	mdb_get in one transaction kept open
 * hash:SERVICES	a table in memory, answering without a copy
 * nss_db:SERVICES	glibc's nss_db, if it kept its table mapped
 */
void peer_open(struct peer *peer, const char *specification);

void peer_open_lmdb(struct peer *peer, const char *path);
void peer_open_hash(struct peer *peer, const char *path);
void peer_open_nss_db(struct peer *peer, const char *path);

/*
 * What the kernel leaves of caches and TLB, as glibc's own two looks at
 * nsswitch.conf and its folder leave them to a module.
 */
static inline void
call_stat(void)
{
	struct stat status;

	if (stat("/etc/passwd", &status) != 0 || stat("/etc", &status) != 0)
		die("cannot stat /etc");
}

/* Asks one question. */
static inline enum nss_status
ask(const struct peer *peer, const struct question *question,
    struct servent *result, char *buffer)
{
	int error;

	if (peer->stats)
		call_stat();
	if (question->name == NULL)
		return peer->by_port(question->port, question->protocol, result,
				     buffer, BUFFER_SIZE, &error);
	return peer->by_name(question->name, question->protocol, result, buffer,
			     BUFFER_SIZE, &error);
}

/* Nanoseconds of a look-up, all answers checked; a wrong one ends the run. */
double time_set(const struct peer *peer, const struct set *set);

/* Nanoseconds of a pass over all of that many records. */
double time_enumeration(const struct peer *peer, size_t records);

/*
 * How many times the look-ups of one thread two threads do, each on its CPU;
 * 0 if there is one CPU.
 */
double time_threads(const struct peer *peer, const struct set *set);

/* Keeps the process on the last of its CPUs, whose others time_threads uses. */
void pin(void);

#endif
