/* Running what touches foreign bytes in a process without root's rights. */
#ifndef IANAPORTS_IMPORTER_CONFINE_H
#define IANAPORTS_IMPORTER_CONFINE_H

#include <stddef.h>

/*
 * Runs a job in a child process, which shares memory of
 * ianaports_confine_memory with us and has no way back to privileges
 * (no_new_privs).  Where we are root, the child is the user _ianaports, else
 * nobody, without further groups.  It does not outlive us.
 *
 * Returns what the job did, 0, positive or -errno; -EINTR if the child was
 * killed; -EPERM or another -errno, without the job having run, if the rights
 * could not be given up.
 */
int ianaports_confine(int (*job)(void *context), void *context);

/* Zeroed memory that a child writes to for us, or NULL. */
void *ianaports_confine_memory(size_t size);

void ianaports_confine_free(void *memory, size_t size);

#endif
