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

struct ianaports_pins;

/* A snapshot in use by one call; for the caller to read `index` alone. */
struct ianaports_pin {
	const struct ianaports_index *index;
	unsigned int slot;
	struct ianaports_pins *pins;
};

/*
 * Pins the newest snapshot.  Opens the database at the first call; later looks
 * at most once a second whether another file has taken its place, and keeps
 * the old snapshot if that file is gone or refused.  Leaves errno alone.
 *
 * Returns 0 and a pin to be released, or -errno if there is no database.
 */
int ianaports_snapshot_acquire(struct ianaports_pin *pin);

void ianaports_snapshot_release(struct ianaports_pin *pin);

/*
 * Keeps a pinned snapshot mapped beyond its release, for an enumeration.
 * Returns its slot, from 1 to IANAPORTS_SLOTS.
 */
unsigned int ianaports_snapshot_hold(const struct ianaports_pin *pin);

void ianaports_snapshot_drop(unsigned int slot);

/*
 * Pins a snapshot that might be dropped meanwhile: the caller must look again
 * whether it is still held, and release the pin unread if it is not.
 */
void ianaports_snapshot_acquire_held(unsigned int slot,
				     struct ianaports_pin *pin);

#define IANAPORTS_SLOTS 15

#endif
