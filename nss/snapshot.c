#include "nss/snapshot.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* What tells one file at the path from another. */
struct identity {
	dev_t device;
	ino_t inode;
	off_t size;
	struct timespec modified, changed;
};

enum state {
	FREE,
	BUSY, /* one thread's alone: being filled or about to be emptied */
	LIVE,
	RETIRED
};

struct slot {
	atomic_uint state;
	struct identity identity;
	struct ianaports_index index;
	void *map;
	size_t size;
};

/* Slot 0 means none.  Slots lost to a fork at a bad moment are not found
 * again, hence more than the two or three that are ever in use. */
static struct slot slots[IANAPORTS_SLOTS + 1];
static atomic_uint current;

/* Seconds of the coarse clock, plus 1, of the last look at the path and of the
 * last failure to open it, with its errno. */
static atomic_uint checked, failed;
static atomic_int failure;

/* Pins of one slot, taken and given back: both only ever grow. */
struct ianaports_pins {
	atomic_uint taken, given;
};

/* Spread, so that threads seldom share a cache line. */
#define STRIPES 64
static struct {
	_Alignas(64) struct ianaports_pins pins[IANAPORTS_SLOTS + 1];
} stripes[STRIPES];

/* Each thread has a stack of its own; no thread-local storage is needed. */
static struct ianaports_pins *
pins_of(unsigned int slot)
{
	uintptr_t address = (uintptr_t)__builtin_frame_address(0);
	uint32_t hash = (uint32_t)(address >> 12) * 0x9E3779B1u;

	return &stripes[hash >> 26].pins[slot];
}

static unsigned int
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
	return (unsigned int)now.tv_sec + 1;
}

static struct identity
identify(const struct stat *status)
{
	return (struct identity){status->st_dev, status->st_ino,
				 status->st_size, status->st_mtim,
				 status->st_ctim};
}

static bool
same_time(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

static bool
same(const struct identity *a, const struct identity *b)
{
	return a->device == b->device && a->inode == b->inode &&
	       a->size == b->size && same_time(&a->modified, &b->modified) &&
	       same_time(&a->changed, &b->changed);
}

/* Root's word, or the effective user's where no other user's powers have been
 * put aside: a setuid program would take them up again and still believe it. */
static bool
is_trusted(uid_t owner)
{
	uid_t real, effective, saved;

	if (owner == 0)
		return true;
	getresuid(&real, &effective, &saved);
	return owner == effective && owner == saved && real != 0;
}

/* Only what such a user wrote, and nobody else may. */
static int
admit(const struct stat *status)
{
	if (!S_ISREG(status->st_mode))
		return -EINVAL;
	if ((status->st_mode & (S_IWGRP | S_IWOTH)) != 0 ||
	    !is_trusted(status->st_uid))
		return -EPERM;
	if (status->st_size <= 0 || status->st_size > IANAPORTS_DATABASE_MAX)
		return -EFBIG;
	return 0;
}

/* -EBADF if the host has closed the descriptor; it may have opened its own by
 * that number, whose map could be touched in vain and be the end of the host.
 */
static int
map_file(int fd, struct slot *slot)
{
	struct stat status;
	int result;

	if (fstat(fd, &status) != 0)
		return -errno;
	result = admit(&status);
	if (result != 0)
		return result;
	slot->identity = identify(&status);
	slot->size = (size_t)status.st_size;
	slot->map = mmap(NULL, slot->size, PROT_READ, MAP_SHARED, fd, 0);
	if (slot->map == MAP_FAILED)
		return -errno;
	if (fstat(fd, &status) == 0 && status.st_dev == slot->identity.device &&
	    status.st_ino == slot->identity.inode)
		return 0;
	munmap(slot->map, slot->size);
	return -EBADF;
}

/*
 * The host may close the descriptor under us and open its own by that number,
 * so it is there for as short as can be: not while pages are read from disk.
 * By syscall(2), since a thread cancelled in open or close would keep its pin,
 * or the file.  Nonblocking, lest a FIFO in its place hang the host.
 */
static int
open_and_map(struct slot *slot)
{
	static const int flags =
		O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
	int fd, result;

	fd = (int)syscall(SYS_openat, AT_FDCWD, IANAPORTS_DATABASE, flags);
	if (fd < 0)
		return -errno;
	result = map_file(fd, slot);
	if (result != -EBADF)
		syscall(SYS_close, fd);
	return result;
}

static int
open_file(struct slot *slot)
{
	int result = open_and_map(slot);

	if (result != 0)
		return result;
	result = ianaports_index_open(&slot->index, slot->map, slot->size);
	if (result != 0)
		munmap(slot->map, slot->size);
	return result;
}

/*
 * Whether a retired slot has no pin.  All that were given back are counted
 * before all that were taken: if the sums are equal, there was a moment
 * between when none was out.  None can follow it, since look-ups pin the
 * current slot, and an enumeration hands on a pin only while it has one.
 */
static bool
is_unused(unsigned int slot)
{
	unsigned int given = 0, taken = 0;

	for (unsigned int i = 0; i < STRIPES; i++)
		given += atomic_load(&stripes[i].pins[slot].given);
	for (unsigned int i = 0; i < STRIPES; i++)
		taken += atomic_load(&stripes[i].pins[slot].taken);
	return given == taken;
}

static bool
move(struct slot *slot, unsigned int from, unsigned int to)
{
	return atomic_compare_exchange_strong(&slot->state, &from, to);
}

static void
reap(void)
{
	for (unsigned int i = 1; i <= IANAPORTS_SLOTS; i++) {
		struct slot *slot = &slots[i];

		if (atomic_load(&slot->state) != RETIRED ||
		    !move(slot, RETIRED, BUSY))
			continue;
		if (is_unused(i)) {
			munmap(slot->map, slot->size);
			atomic_store(&slot->state, FREE);
		} else {
			atomic_store(&slot->state, RETIRED);
		}
	}
}

static unsigned int
claim(void)
{
	for (unsigned int i = 1; i <= IANAPORTS_SLOTS; i++)
		if (move(&slots[i], FREE, BUSY))
			return i;
	return 0;
}

/*
 * Puts an opened file in the place of the snapshot `old`, which the caller has
 * pinned or which is 0.  False if there is no slot, or another thread was
 * first; the file is then still the caller's.
 */
static bool
publish(const struct slot *file, unsigned int old)
{
	unsigned int new = claim(), expected = old;
	struct slot *slot = &slots[new];

	if (new == 0)
		return false;
	slot->identity = file->identity;
	slot->index = file->index;
	slot->map = file->map;
	slot->size = file->size;
	atomic_store(&slot->state, LIVE);
	if (!atomic_compare_exchange_strong(&current, &expected, new)) {
		atomic_store(&slot->state, FREE);
		return false;
	}
	if (old != 0)
		atomic_store(&slots[old].state, RETIRED);
	return true;
}

/* Replaces the pinned snapshot if another file has taken its place; one that
 * is refused is looked at again every second. */
static void
replace(const struct ianaports_pin *pin)
{
	struct identity now;
	struct stat status;
	struct slot file = {0};

	if (lstat(IANAPORTS_DATABASE, &status) != 0)
		return;
	now = identify(&status);
	if (same(&now, &slots[pin->slot].identity) || open_file(&file) != 0)
		return;
	if (!publish(&file, pin->slot))
		munmap(file.map, file.size);
}

void
ianaports_snapshot_acquire_held(unsigned int slot, struct ianaports_pin *pin)
{
	pin->slot = slot;
	pin->index = &slots[slot].index;
	pin->pins = pins_of(slot);
	atomic_fetch_add(&pin->pins->taken, 1);
}

/* Pins the current snapshot; false if there is none. */
static bool
acquire_current(struct ianaports_pin *pin)
{
	unsigned int slot;

	while ((slot = atomic_load(&current)) != 0) {
		ianaports_snapshot_acquire_held(slot, pin);
		/* Still current after the pin was taken: it stays mapped. */
		if (atomic_load(&current) == slot)
			return true;
		ianaports_snapshot_release(pin);
	}
	return false;
}

/* The first look-up, or one after a failure of an earlier second. */
static int
acquire_first(struct ianaports_pin *pin, unsigned int now)
{
	struct slot file = {0};
	int result;

	if (atomic_load(&failed) == now)
		return -atomic_load(&failure);
	result = open_file(&file);
	if (result != 0) {
		atomic_store(&failure, -result);
		atomic_store(&failed, now);
		return result;
	}
	atomic_store(&checked, now);
	if (!publish(&file, 0))
		munmap(file.map, file.size);
	/* Another thread may have been first; that none was, and no slot is
	 * free, takes fifteen that stopped or forked within publish. */
	return acquire_current(pin) ? 0 : -EAGAIN;
}

static int
acquire(struct ianaports_pin *pin)
{
	unsigned int now = seconds(), last = atomic_load(&checked);

	if (!acquire_current(pin))
		return acquire_first(pin, now);
	if (now == last ||
	    !atomic_compare_exchange_strong(&checked, &last, now))
		return 0;
	replace(pin);
	/* Whoever replaced it: this thread or one that overtook it. */
	ianaports_snapshot_release(pin);
	acquire_current(pin);
	reap();
	return 0;
}

int
ianaports_snapshot_acquire(struct ianaports_pin *pin)
{
	int saved = errno, result = acquire(pin);

	errno = saved;
	return result;
}

void
ianaports_snapshot_release(struct ianaports_pin *pin)
{
	atomic_fetch_add(&pin->pins->given, 1);
}

unsigned int
ianaports_snapshot_hold(const struct ianaports_pin *pin)
{
	atomic_fetch_add(&pin->pins->taken, 1);
	return pin->slot;
}

void
ianaports_snapshot_drop(unsigned int slot)
{
	atomic_fetch_add(&pins_of(slot)->given, 1);
}
