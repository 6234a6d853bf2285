/* SPDX-License-Identifier: MIT */
/*
 * The database as this process sees it: mapped once, replaced while look-ups
 * go on, never unmapped under one.
 *
 * There is no lock, so a fork or a signal at any point leaves none held.  A
 * look-up pins the snapshot that it reads; one that has been replaced is
 * unmapped when no pin is left.
 */
#ifndef IANAPORTS_NSS_SNAPSHOT_H
#define IANAPORTS_NSS_SNAPSHOT_H

#include "db/format.h"
#include "db/index.h"

struct pins;

/* A snapshot in use by one call; for the caller to read `index` alone. */
struct pin {
	const struct index *index;
	unsigned int slot;
	struct pins *pins;
};

/*
 * Pins the newest snapshot.  Opens the database at the first call; later looks
 * at most once a second whether another file has taken its place, and keeps
 * the old snapshot if that file is gone or refused.  Leaves errno alone.
 *
 * Returns 0 and a pin to be released, or -errno if there is no database.
 */
int snapshot_acquire(struct pin *pin);

void snapshot_release(struct pin *pin);

/*
 * Keeps a pinned snapshot mapped beyond its release, for an enumeration.
 * Returns its slot, from 1 to SNAPSHOT_SLOTS.
 */
unsigned int snapshot_hold(const struct pin *pin);

void snapshot_drop(unsigned int slot);

/*
 * Pins a snapshot that might be dropped meanwhile: the caller must look again
 * whether it is still held, and release the pin unread if it is not.
 */
void snapshot_acquire_held(unsigned int slot, struct pin *pin);

#define SNAPSHOT_SLOTS 15

#endif
