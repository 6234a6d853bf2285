/* SPDX-License-Identifier: MIT */
#include "importer/update/update.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "importer/confine.h"
#include "importer/input/epoch.h"
#include "importer/update/vault.h"

/* What the process that fetches may take beyond its own limit, in seconds. */
#define GRACE 5

/* The reply alone is in memory that both see: whatever is there, the other
 * process may have made up, and may change while we look. */
struct fetch {
	const struct update *update;
	struct reply *shared;
};

static int
fetch_job(void *context)
{
	const struct fetch *fetch = context;

	return fetch_run(&fetch->update->request, fetch->shared);
}

static void
show_progress(void *context)
{
	const struct fetch *fetch = context;
	int64_t got = fetch->shared->got, all = fetch->shared->all;

	if (got >= 0 && got <= FETCH_MAX)
		fetch->update->progress(got, all);
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
take_reply(struct reply *reply, const struct reply *from)
{
	*reply = *from;
	take_text(reply->marks.etag, sizeof(reply->marks.etag));
	take_text(reply->marks.modified, sizeof(reply->marks.modified));
	take_text(reply->reason, sizeof(reply->reason));
}

static int
fetch_confined(struct update *update)
{
	struct reply *shared =
		mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
		     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct fetch fetch = {update, shared};
	struct confinement confinement = {
		.job = fetch_job,
		.context = &fetch,
		.kept = &update->request.body_fd,
		.kept_count = 1,
		.seconds = update->request.timeout + GRACE,
		.online = true,
		.tick = update->progress == NULL ? NULL : show_progress,
	};
	int result;

	if (shared == MAP_FAILED)
		return -errno;
	result = confine_run(&confinement);
	if (update->progress != NULL)
		show_progress(&fetch);
	take_reply(&update->reply, shared);
	munmap(shared, sizeof(*shared));
	/* No more than that much can have come of a request. */
	if (result > 0 && result != RESULT_UNCONFINED)
		return -EBADMSG;
	if (result != -ETIMEDOUT)
		return result;
	snprintf(update->reply.reason, sizeof(update->reply.reason),
		 "timed out after %ld seconds", update->request.timeout);
	update->reply.fetched = FETCHED_NOTHING;
	return 0;
}

/* Fetches into memory; the marks are those of the file that is kept. */
static int
fetch(struct update *update)
{
	struct diag diag = {.out = update->import.diagnostics,
			    .file = update->request.url};
	struct source source;
	int result;

	if (strcmp(update->memo.url, update->request.url) == 0)
		update->request.marks = update->memo.marks;
	update->request.body_fd = memfd_create("registry", MFD_CLOEXEC);
	if (update->request.body_fd < 0)
		return -errno;
	result = fetch_confined(update);
	if (result == 0 && update->reply.fetched == FETCHED_NOTHING)
		result = RESULT_UNREACHED;
	if (result != 0 || update->reply.fetched == FETCHED_SAME) {
		close(update->request.body_fd);
		return result;
	}
	/* Once, into memory of our own, which is all that is used. */
	lseek(update->request.body_fd, 0, SEEK_SET);
	result = source_take(&source, update->request.body_fd, &diag);
	if (result == 0)
		import_take(&update->import, update->request.url, &source);
	return result;
}

static int
keep(struct update *update, const struct vault *vault)
{
	const struct registry_file *file = &update->import.files[0];
	struct timespec time = {.tv_sec = update->reply.time};
	struct memo *memo = &update->memo;

	if (strcmp(memo->digest, file->digest) != 0) {
		int result = vault_keep(vault, &file->source,
					epoch_clamp(time).tv_sec);

		if (result != 0)
			return result;
	}
	memo_copy(memo->digest, sizeof(memo->digest), file->digest);
	return 0;
}

/* What is remembered of the file that is kept now. */
static void
describe(struct update *update, struct reader *reader)
{
	struct memo *memo = &update->memo;

	memo_copy(memo->date, sizeof(memo->date),
		  reader_meta(reader)[META_DATE]);
	if (update->reply.fetched == FETCHED_FILE)
		memo->marks = update->reply.marks;
}

/* From the file to the database that is made from it. */
static int
publish(struct update *update, const struct vault *vault)
{
	struct import *import = &update->import;
	int result = import_begin(import);

	if (result != 0)
		return result;
	/* The same file, if under other marks. */
	if (import->active != NULL &&
	    strcmp(reader_meta(import->active)[META_DIGEST],
		   import->files[0].digest) == 0) {
		result = keep(update, vault);
		if (result != 0)
			return result;
		update->outcome = UPDATED_SAME;
		describe(update, import->active);
		return 0;
	}
	result = import_compile(import);
	if (result == 0)
		result = keep(update, vault);
	if (result == 0)
		result = import_publish(import);
	if (result != 0)
		return result;
	update->outcome = UPDATED_ANEW;
	describe(update, import->made);
	return 0;
}

static int
ask(struct update *update, const struct vault *vault, struct source *current)
{
	struct timespec asked = {.tv_sec = time(NULL)};
	const struct reply *reply = &update->reply;
	int remembered, result = fetch(update);

	if (result == 0 && reply->fetched == FETCHED_SAME)
		import_take(&update->import, update->request.url, current);
	if (result == 0)
		result = publish(update, vault);
	/* Who asked nobody may ask again. */
	if (reply->status != 0)
		memo_note(&update->memo, update->request.url,
			  epoch_clamp(asked).tv_sec, reply->retry);
	update->memo.failed = result;
	remembered = vault_remember(vault, &update->memo);
	return result != 0 ? result : remembered;
}

static int
update_in(struct update *update, const struct vault *vault)
{
	struct source current;
	int result = vault_recall(vault, &update->memo, &current);

	if (result != 0)
		return result;
	update->wait =
		memo_wait(&update->memo, update->request.url, time(NULL));
	if (update->wait == MEMO_TOLD_NOT ||
	    (update->wait == MEMO_FRESH && !update->import.force)) {
		update->outcome = UPDATED_NOT_YET;
		result = update->memo.failed;
	} else {
		result = ask(update, vault, &current);
	}
	source_free(&current);
	return result;
}

int
update_run(struct update *update)
{
	struct vault vault;
	int result;

	update->import.fetched = true;
	update->import.seconds = update->request.timeout;
	result = vault_open(&vault, update->import.root, update->import.output);
	if (result == 0)
		result = update_in(update, &vault);
	vault_close(&vault);
	return result;
}
