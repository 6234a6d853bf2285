/* SPDX-License-Identifier: MIT */
/*
 * What the hostile hosts share: each way of living is tried in a process of
 * its own, on two databases that take turns, and under a clock that the test
 * moves.
 */
#ifndef IANAPORTS_TESTS_HOSTS_HOST_H
#define IANAPORTS_TESTS_HOSTS_HOST_H

#include <netdb.h>
#include <nss.h>
#include <stdbool.h>
#include <stddef.h>

NSS_DECLARE_MODULE_FUNCTIONS(ianaports)

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* An errno that no call here would set by itself. */
#define UNTOUCHED 12345

/* A life: its name is a sentence, and it ends by returning. */
struct host_life {
	const char *sentence;
	void (*live)(void);
};
#define LIFE(function)                                                         \
	{                                                                      \
#function, function                                            \
	}

/*
 * Lives each life, beginning on database 'a', and prints TAP.  Returns what
 * main shall.
 */
int host_run(const struct host_life *lives, size_t count);

/* Ends the life as a failure unless the condition holds. */
#define must(condition)                                                        \
	((condition) ? (void)0                                                 \
		     : host_fail(__FILE__                                      \
				 ":" HOST_TEXT(__LINE__) ": " #condition))
#define HOST_TEXT(line)  HOST_TEXT_(line)
#define HOST_TEXT_(line) #line
_Noreturn void host_fail(const char *what);

/* Ends the life as one that cannot be lived here. */
_Noreturn void host_skip(const char *why);

/* A figure to be printed below the test. */
void host_note(const char *format, ...) __attribute__((format(printf, 1, 2)));

/*
 * Puts another file in the database's place: 'a' or 'b', a copy of one that
 * may be changed, or any bytes.
 */
void host_replace(char which);
void host_replace_copy(char which);
void host_replace_bytes(const void *bytes, size_t size);

/* Removes whatever is in the database's place. */
void host_clear(void);

/* The module's clock: one second on. */
void host_tick(void);

/* From now on the machine's own time. */
void host_real_time(void);

/* From now on a second for every so many looks at the clock. */
void host_tick_by_itself(unsigned int looks);

/* Waits for a child, which must end by exiting; returns its exit code. */
int host_wait_code(int pid);

/* The same, but the code must be 0. */
void host_wait(int pid);

/* How often the database's file is mapped, and how many files are open. */
unsigned int host_mappings(void);
unsigned int host_descriptors(void);

/* Files that only the life in hand shall see; empty when it begins. */
const char *host_folder(void);

/*
 * Both databases have ports 1000 to 1199 of tcp, under the names a0 to a199
 * or b0 to b199.
 */
#define HOST_SERVICES 200

/* Whether the answer is the whole record of that service in 'a', 'b' or, if
 * `which` is 0, either. */
bool host_is_right(const struct servent *servent, char which, int number);

/* Asks the module directly, by port and by name: the answers must be right. */
void host_ask(char which, int number);

/* The same through glibc's name service switch. */
void host_ask_glibc(char which, int number);

/* All of them once. */
void host_ask_all(char which);

/* Asks, and the module must have no answer but this errno. */
void host_ask_in_vain(int error);

/* Enumerates directly: all of one database, in order. */
void host_walk(char which);

#endif
