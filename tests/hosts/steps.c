/* SPDX-License-Identifier: MIT */
/*
 * Signals and forks at every single instruction of the module's work: the
 * processor traps after each, and the handler meddles.  Of forks, which take
 * milliseconds, one in so many is made, unless EVERY_STEP is set.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <ucontext.h>
#include <unistd.h>

#include "tests/hosts/host.h"

#define TRAP_FLAG 0x100
#define PAGE      4096

/* Steps of one call that nothing but an endless loop takes. */
#define ENDLESS 100000

/*
 * A look-up begins anew when the snapshot that it was about to pin has been
 * replaced, so one replacement at each step would keep it for ever.  That many
 * steps apart, more than it needs to pin one, it gets on.
 */
#define SPACING 128

/* Forks are that many steps apart; a prime, so that loops are met anywhere. */
#define FORKS_APART 7

static void (*meddle)(void);
static unsigned long steps;
/* The one step to meddle at; 0 stands for all. */
static unsigned long only;
/* Meddled at are every so many steps, this one the first. */
static unsigned long spacing = 1, offset = 1;
static char next = 'b';
static struct servent servent;
static _Alignas(PAGE) char buffer[PAGE];
static int error;

#ifdef __x86_64__
#define READ_FLAGS  __builtin_ia32_readeflags_u64
#define WRITE_FLAGS __builtin_ia32_writeeflags_u64
#elif defined(__i386__)
#define READ_FLAGS  __builtin_ia32_readeflags_u32
#define WRITE_FLAGS __builtin_ia32_writeeflags_u32
#endif

#ifdef READ_FLAGS
static void
set_trap(unsigned int flag)
{
	WRITE_FLAGS((READ_FLAGS() & ~(size_t)TRAP_FLAG) | flag);
}

/* The first touch of the buffer is where the steps begin. */
static void
touch(int signal, siginfo_t *info, void *context)
{
	(void)signal;
	(void)info;
	must(mprotect(buffer, PAGE, PROT_READ | PROT_WRITE) == 0);
	((ucontext_t *)context)->uc_mcontext.gregs[REG_EFL] |= TRAP_FLAG;
}
#else
static void
set_trap(unsigned int flag)
{
	(void)flag;
	host_skip("no single steps on this processor");
}

static void
touch(int signal, siginfo_t *info, void *context)
{
	(void)signal;
	(void)info;
	(void)context;
	set_trap(0);
}
#endif

static void
trap(int signal)
{
	int saved = errno;

	(void)signal;
	steps++;
	must(steps < ENDLESS);
	if (only == 0 ? steps % spacing == offset % spacing : only == steps)
		meddle();
	errno = saved;
}

static void
step_through(void (*act)(void), void (*how)(void))
{
	struct sigaction action = {.sa_handler = trap};

	meddle = how;
	steps = 0;
	must(sigaction(SIGTRAP, &action, NULL) == 0);
	set_trap(TRAP_FLAG);
	act();
	set_trap(0);
}

/* The same from the first touch of the buffer on. */
static void
step_from_touch(void (*act)(void), void (*how)(void))
{
	struct sigaction traps = {.sa_handler = trap};
	struct sigaction touches = {.sa_sigaction = touch,
				    .sa_flags = SA_SIGINFO};

	meddle = how;
	steps = 0;
	must(sigaction(SIGTRAP, &traps, NULL) == 0);
	must(sigaction(SIGSEGV, &touches, NULL) == 0);
	must(mprotect(buffer, PAGE, PROT_NONE) == 0);
	act();
	set_trap(0);
}

static void
replace(void)
{
	host_replace(next);
	host_tick();
	next = (char)('a' + 'b' - next);
}

/* What is stepped through: the calls alone, without a test's own work. */
static void
look_up(void)
{
	must(_nss_ianaports_getservbyport_r(htons(1007), "tcp", &servent,
					    buffer, sizeof(buffer),
					    &error) == NSS_STATUS_SUCCESS);
	must(host_is_right(&servent, 0, 7));
}

static void
begin_a_walk(void)
{
	must(_nss_ianaports_setservent(0) == NSS_STATUS_SUCCESS);
}

static void
walk_on(void)
{
	must(_nss_ianaports_getservent_r(&servent, buffer, sizeof(buffer),
					 &error) == NSS_STATUS_SUCCESS);
}

static void
end_a_walk(void)
{
	must(_nss_ianaports_endservent() == NSS_STATUS_SUCCESS);
}

/* What happens at each step. */
static void
ask_one(void)
{
	host_ask(0, (int)(steps % HOST_SERVICES));
}

static void
ask_for_a_new_one(void)
{
	replace();
	host_ask(0, 7);
}

/*
 * Two new files, so that the slots are used again, and another enumeration at
 * the old one's place.
 */
static void
begin_anew_on_another(void)
{
	static long age;

	end_a_walk();
	replace();
	host_ask(0, 7);
	age++;
	must(utimensat(AT_FDCWD, TEST_DATABASE,
		       (struct timespec[]){{0, age}, {0, age}}, 0) == 0);
	host_tick();
	host_ask(0, 7);
	begin_a_walk();
}

/* The child, in which the interrupted call never goes on. */
static void
fork_one(void)
{
	pid_t pid = fork();

	if (pid == 0) {
		host_ask(0, 7);
		for (int i = 0; i < 3; i++) {
			char which = next;

			replace();
			host_ask(which, 7);
		}
		/* Lost: what the call had pinned, what it had mapped, and an
		 * enumeration that it was to end. */
		must(host_mappings() <= 4);
		_exit(0);
	}
	host_wait(pid);
}

static void
fork_through(void (*act)(void))
{
	spacing = getenv("EVERY_STEP") != NULL ? 1 : FORKS_APART;
	step_through(act, fork_one);
	host_note("# %lu forks\n", (steps + spacing - 1) / spacing);
	spacing = 1;
}

/* All that was taken is given back: a new database is seen, and mapped once. */
static void
must_be_in_order(void)
{
	end_a_walk();
	for (int i = 0; i < 3; i++) {
		char which = next;

		replace();
		host_ask(which, 7);
	}
	host_tick();
	host_ask(0, 7);
	must(host_mappings() == 1);
}

static void
a_first_look_up_interrupted_by_look_ups(void)
{
	step_through(look_up, ask_one);
	must_be_in_order();
}

static void
a_look_up_interrupted_by_look_ups(void)
{
	host_ask('a', 1);
	step_through(look_up, ask_one);
	must_be_in_order();
}

/*
 * What begins a call's work may differ from time to time; each of its steps is
 * once the one at which the database is replaced.
 */
static void
replace_at_every_step(void (*prepare)(void), void (*act)(void))
{
	unsigned long most = 0;

	spacing = SPACING;
	for (offset = 1; offset <= SPACING; offset++) {
		prepare();
		step_through(act, ask_for_a_new_one);
		most = steps > most ? steps : most;
	}
	spacing = offset = 1;
	host_note("# up to %lu steps\n", most);
}

static void
ask_first(void)
{
	host_ask(0, 1);
}

static void
ask_first_and_replace(void)
{
	ask_first();
	replace();
}

static void
begin_a_walk_first(void)
{
	end_a_walk();
	begin_a_walk();
}

static void
a_look_up_interrupted_by_replacements(void)
{
	replace_at_every_step(ask_first, look_up);
	must_be_in_order();
}

static void
a_replacement_interrupted_by_look_ups(void)
{
	ask_first_and_replace();
	step_through(look_up, ask_one);
	must_be_in_order();
}

static void
a_replacement_interrupted_by_replacements(void)
{
	replace_at_every_step(ask_first_and_replace, look_up);
	must_be_in_order();
}

static void
an_enumeration_interrupted_by_replacements(void)
{
	replace_at_every_step(end_a_walk, begin_a_walk);
	replace_at_every_step(begin_a_walk_first, walk_on);
	replace_at_every_step(begin_a_walk_first, end_a_walk);
	must_be_in_order();
}

/*
 * At one step of a call another walk takes the place of its own.  It returns
 * the old walk's record, and the new walk is whole, or the new walk's first.
 */
static bool
is_interrupted_at(unsigned long step)
{
	char taken;
	bool reached;

	begin_a_walk();
	only = step;
	step_from_touch(walk_on, begin_anew_on_another);
	reached = steps >= step;
	must(host_is_right(&servent, 0, 0));
	taken = servent.s_name[0];
	walk_on();
	must(host_is_right(&servent, 0, 0) ||
	     host_is_right(&servent, taken, 1));
	end_a_walk();
	return reached;
}

static void
an_enumeration_interrupted_by_another_loses_nothing(void)
{
	unsigned long step = 1;

	while (is_interrupted_at(step))
		step++;
	host_note("# %lu steps\n", step);
	must(step > 20);
	must_be_in_order();
}

static void
forks_within_a_first_look_up(void)
{
	fork_through(look_up);
	must_be_in_order();
}

static void
forks_within_a_replacement(void)
{
	host_ask('a', 1);
	replace();
	fork_through(look_up);
	must_be_in_order();
}

static void
forks_within_an_enumeration(void)
{
	host_ask('a', 1);
	fork_through(begin_a_walk);
	fork_through(walk_on);
	fork_through(end_a_walk);
	must_be_in_order();
}

int
main(void)
{
	static const struct host_life lives[] = {
		LIFE(a_first_look_up_interrupted_by_look_ups),
		LIFE(a_look_up_interrupted_by_look_ups),
		LIFE(a_look_up_interrupted_by_replacements),
		LIFE(a_replacement_interrupted_by_look_ups),
		LIFE(a_replacement_interrupted_by_replacements),
		LIFE(an_enumeration_interrupted_by_replacements),
		LIFE(an_enumeration_interrupted_by_another_loses_nothing),
		LIFE(forks_within_a_first_look_up),
		LIFE(forks_within_a_replacement),
		LIFE(forks_within_an_enumeration),
	};

	return host_run(lives, LENGTH(lives));
}
