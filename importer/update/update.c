#include "importer/update/update.h"

#include <errno.h>
#include <sha256.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "db/reader.h"
#include "importer/confine.h"
#include "importer/input/epoch.h"
#include "importer/publish.h"
#include "importer/update/vault.h"

struct work {
	struct update *update;
	struct vault vault;
	char digest[DIGEST_SIZE]; /* of what was fetched */
};

static int64_t
now(void)
{
	return time(NULL);
}

/* What the database in force says of its registry; "" if there is none. */
struct in_force {
	char digest[DIGEST_SIZE];
	char date[DATE_SIZE];
};

static int
read_in_force(const char *database, struct in_force *in_force)
{
	struct reader *reader;
	int result = reader_try(&reader, database);
	const char *const *meta;

	*in_force = (struct in_force){0};
	if (result != 0 || reader == NULL)
		return result;
	meta = reader_meta(reader);
	memo_copy(in_force->digest, sizeof(in_force->digest),
		  meta[META_DIGEST]);
	memo_copy(in_force->date, sizeof(in_force->date), meta[META_DATE]);
	reader_free(reader);
	return 0;
}

/* In the process without rights. */
static int
fetch(void *context)
{
	struct update *update = context;
	struct reply *shared = &update->answer;

	return fetch_run(&update->request, shared);
}

/* What the other process wrote is used as text: it shall end, and be plain. */
static void
take_text(char *text, size_t size)
{
	text[size - 1] = '\0';
	if (!memo_is_plain(text))
		text[0] = '\0';
}

static void
take_answer(struct reply *answer, const struct reply *from)
{
	*answer = *from;
	take_text(answer->etag, sizeof(answer->etag));
	take_text(answer->modified, sizeof(answer->modified));
	take_text(answer->reason, sizeof(answer->reason));
}

static int
fetch_confined(struct update *update)
{
	struct update *shared = confine_memory(sizeof(*shared));
	int result;

	if (shared == NULL)
		return -ENOMEM;
	*shared = *update;
	result = confine_run(fetch, shared);
	take_answer(&update->answer, &shared->answer);
	confine_free(shared, sizeof(*shared));
	return result;
}

/* The marks are only good for a file that is kept, and in force. */
static int
choose_marks(struct update *update)
{
	const struct memo *memo = &update->memo;
	struct in_force in_force;
	int result = read_in_force(update->import.output, &in_force);
	bool good = result == 0 && in_force.digest[0] != '\0' &&
		    strcmp(in_force.digest, memo->digest) == 0 &&
		    strcmp(memo->url, update->request.url) == 0;

	update->request.etag = good ? memo->etag : "";
	update->request.modified = good ? memo->modified : "";
	return result;
}

/* SHA-256 of what a descriptor holds, without reading it as anything. */
static int
digest(int fd, int64_t size, char text[static DIGEST_SIZE])
{
	void *bytes;

	if (size == 0) {
		SHA256Data(NULL, 0, text);
		return 0;
	}
	bytes = mmap(NULL, (size_t)size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (bytes == MAP_FAILED)
		return -errno;
	SHA256Data(bytes, (size_t)size, text);
	munmap(bytes, (size_t)size);
	return 0;
}

/* Called when the registry has passed: its file is kept. */
static int
keep(void *context)
{
	struct work *work = context;
	struct update *update = work->update;
	struct memo *memo = &update->memo;
	struct timespec time = {.tv_sec = update->answer.time};

	if (strcmp(memo->digest, work->digest) != 0) {
		int result = vault_keep(&work->vault, update->request.body_fd,
					epoch_clamp(time).tv_sec);

		if (result != 0)
			return result;
	}
	memo_copy(memo->digest, sizeof(memo->digest), work->digest);
	return 0;
}

/* What is remembered of the file that is kept now. */
static void
describe(struct update *update, const char *date)
{
	struct memo *memo = &update->memo;

	memo_copy(memo->etag, sizeof(memo->etag), update->answer.etag);
	memo_copy(memo->modified, sizeof(memo->modified),
		  update->answer.modified);
	memo_copy(memo->date, sizeof(memo->date), date);
}

static int
import(struct work *work)
{
	struct update *update = work->update;
	struct in_force in_force;
	int fd = update->request.body_fd;
	int result = digest(fd, lseek(fd, 0, SEEK_END), work->digest);

	if (result == 0)
		result = read_in_force(update->import.output, &in_force);
	if (result != 0)
		return result;
	/* The same file, if under other marks. */
	if (strcmp(work->digest, in_force.digest) == 0) {
		result = keep(work);
		if (result == 0) {
			update->outcome = UPDATED_SAME;
			describe(update, in_force.date);
		}
		return result;
	}
	result = import_fetched(&update->import, fd, keep, work);
	if (result == 0) {
		update->outcome = UPDATED_ANEW;
		describe(update, update->import.date);
	}
	return result;
}

/* What an import or update that died has left, the next one removes. */
static int
tidy(const struct update *update)
{
	struct publication publication;
	int result = publication_begin(&publication, update->import.output);

	publication_end(&publication);
	return result;
}

static unsigned int
exit_code(int result)
{
	return result < 0 || result > RESULT_UNREACHED ? 3
						       : (unsigned int)result;
}

static int
ask(struct work *work)
{
	struct update *update = work->update;
	const struct reply *answer = &update->answer;
	struct timespec asked = {.tv_sec = now()};
	int result = choose_marks(update), remembered;

	if (result == 0)
		result = fetch_confined(update);
	if (result != 0)
		return result;
	if (answer->fetched == FETCHED_FILE)
		result = import(work);
	else if (answer->fetched == FETCHED_SAME)
		update->outcome = UPDATED_SAME;
	else
		result = RESULT_UNREACHED;
	if (update->outcome == UPDATED_SAME)
		result = tidy(update);
	/* Who asked nobody may ask again. */
	if (answer->answered)
		memo_note(&update->memo, update->request.url,
			  epoch_clamp(asked).tv_sec, answer->retry);
	update->memo.failed = exit_code(result);
	remembered = vault_remember(&work->vault, &update->memo);
	return result != 0 ? result : remembered;
}

static int
run(struct work *work)
{
	struct update *update = work->update;
	int result = vault_recall(&work->vault, &update->memo);

	if (result != 0)
		return result;
	update->wait = memo_wait(&update->memo, update->request.url, now());
	if (update->wait == MEMO_TOLD_NOT ||
	    (update->wait == MEMO_FRESH && !update->import.force)) {
		update->outcome = UPDATED_NOT_YET;
		return (int)update->memo.failed;
	}
	update->request.body_fd = memfd_create("registry", MFD_CLOEXEC);
	if (update->request.body_fd < 0)
		return -errno;
	result = ask(work);
	close(update->request.body_fd);
	return result;
}

int
update_run(struct update *update)
{
	struct work work = {.update = update};
	int result = vault_open(&work.vault, update->import.output);

	if (result == 0)
		result = run(&work);
	vault_close(&work.vault);
	return result;
}
