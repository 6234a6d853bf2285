/* Running what touches foreign bytes in a process without root's rights. */
#ifndef IANAPORTS_IMPORTER_CONFINE_H
#define IANAPORTS_IMPORTER_CONFINE_H

#include <stddef.h>

/* What is returned, and no job was run, if rights could not be given up. */
#define RESULT_UNCONFINED 5

/*
 * Runs a job in a child process, which shares memory of
 * confine_memory with us and has no way back to privileges
 * (no_new_privs).  Where we are root, the child is the user _ianaports, else
 * nobody, without further groups.  It does not outlive us.
 *
 * Returns what the job did, 0, positive or -errno; RESULT_UNCONFINED; -EINTR
 * if the child was killed; another -errno if there could be none.
 */
int confine_run(int (*job)(void *context), void *context);

/* Zeroed memory that a child writes to for us, or NULL. */
void *confine_memory(size_t size);

void confine_free(void *memory, size_t size);

#endif
