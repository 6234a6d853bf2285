/* SPDX-License-Identifier: MIT */
/* What may stand in the database's place, at first and later. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "tests/hosts/host.h"

static bool
put_nothing(void)
{
	return true;
}

static bool
put_folder(void)
{
	must(mkdir(TEST_DATABASE, 0755) == 0);
	return true;
}

static bool
put_fifo(void)
{
	must(mkfifo(TEST_DATABASE, 0644) == 0);
	return true;
}

static bool
put_socket(void)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	/* The path may be too long for an address, but not its last part. */
	must(chdir(host_folder()) == 0 && chdir("..") == 0);
	strcpy(address.sun_path, strrchr(TEST_DATABASE, '/') + 1);
	must(bind(fd, (struct sockaddr *)&address, sizeof(address)) == 0);
	must(close(fd) == 0);
	return true;
}

/* To a good database, but who knows for how long. */
static bool
put_symlink(void)
{
	char target[4096];

	host_replace('b');
	strcpy(target, host_folder());
	strcat(target, "/target");
	must(rename(TEST_DATABASE, target) == 0);
	must(symlink(target, TEST_DATABASE) == 0);
	return true;
}

static bool
put_symlink_to_itself(void)
{
	must(symlink(TEST_DATABASE, TEST_DATABASE) == 0);
	return true;
}

static bool
put_group_writable(void)
{
	host_replace_copy('b');
	must(chmod(TEST_DATABASE, 0664) == 0);
	return true;
}

static bool
put_world_writable(void)
{
	host_replace_copy('b');
	must(chmod(TEST_DATABASE, 0666) == 0);
	return true;
}

static bool
put_of_another_owner(void)
{
	host_replace_copy('b');
	if (chown(TEST_DATABASE, 12345, 0) != 0)
		return false;
	return true;
}

static bool
put_unreadable(void)
{
	if (geteuid() == 0)
		return false;
	host_replace_copy('b');
	must(chmod(TEST_DATABASE, 0200) == 0);
	return true;
}

static bool
put_empty(void)
{
	host_replace_bytes("", 0);
	return true;
}

static bool
put_one_byte(void)
{
	host_replace_bytes("M", 1);
	return true;
}

static bool
put_text(void)
{
	host_replace_bytes("ssh 22/tcp\n", 11);
	return true;
}

/* A good one, of a size that no registry has. */
static bool
put_4_gib(void)
{
	host_replace_copy('b');
	if (truncate(TEST_DATABASE, (off_t)4 << 30) != 0)
		return false;
	return true;
}

static bool
put_shortened(void)
{
	host_replace_copy('b');
	must(truncate(TEST_DATABASE, 12288) == 0);
	return true;
}

#define THING(put, error)                                                      \
	{                                                                      \
#put, put, error                                               \
	}
static const struct thing {
	const char *name;
	bool (*put)(void);
	int error;
} things[] = {
	THING(put_nothing, ENOENT),
	THING(put_folder, EINVAL),
	THING(put_fifo, EINVAL),
	THING(put_socket, ENXIO),
	THING(put_symlink, ELOOP),
	THING(put_symlink_to_itself, ELOOP),
	THING(put_group_writable, EPERM),
	THING(put_world_writable, EPERM),
	THING(put_of_another_owner, EPERM),
	THING(put_unreadable, EACCES),
	THING(put_empty, EFBIG),
	THING(put_one_byte, EBADMSG),
	THING(put_text, EBADMSG),
	THING(put_4_gib, EFBIG),
	THING(put_shortened, EBADMSG),
};

static void
meet_first(const struct thing *thing)
{
	host_ask_in_vain(thing->error);
	/* No second look within the second. */
	host_clear();
	host_replace('b');
	host_ask_in_vain(thing->error);
	host_tick();
	host_ask_all('b');
}

static void
meet_later(const struct thing *thing)
{
	(void)thing;
	for (int i = 0; i < 3; i++) {
		host_tick();
		host_ask_all('a');
		host_ask_glibc('a', i);
		host_walk('a');
	}
	must(host_mappings() == 1);
	host_clear();
	host_replace('b');
	host_tick();
	host_ask_all('b');
}

/* Each thing in a process that is like its parent. */
static void
try_each(void (*meet)(const struct thing *))
{
	for (size_t i = 0; i < LENGTH(things); i++) {
		pid_t pid = fork();
		bool possible;

		if (pid == 0) {
			host_clear();
			possible = things[i].put();
			if (possible)
				meet(&things[i]);
			else
				host_note("# not tried: %s\n", things[i].name);
			exit(0);
		}
		host_wait(pid);
	}
}

static void
what_is_no_database_is_refused_with_its_errno(void)
{
	try_each(meet_first);
}

static void
what_is_no_database_leaves_the_snapshot_in_force(void)
{
	host_ask_all('a');
	host_ask_glibc('a', 1);
	try_each(meet_later);
}

int
main(void)
{
	static const struct host_life lives[] = {
		LIFE(what_is_no_database_is_refused_with_its_errno),
		LIFE(what_is_no_database_leaves_the_snapshot_in_force),
	};

	return host_run(lives, LENGTH(lives));
}
