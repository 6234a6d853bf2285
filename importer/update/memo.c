/* SPDX-License-Identifier: MIT */
#include "importer/update/memo.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool
memo_is_plain(const char *text)
{
	for (; *text != '\0'; text++)
		if (*text < ' ' || *text > '~')
			return false;
	return true;
}

void
memo_copy(char *to, size_t size, const char *text)
{
	size_t length = strlen(text);

	if (length >= size || !memo_is_plain(text))
		length = 0;
	memcpy(to, text, length);
	to[length] = '\0';
}

static void
take_line(struct memo *memo, const char *word, const char *value)
{
	const struct {
		const char *word;
		char *text;
		size_t size;
	} texts[] = {
		{"url", memo->url, sizeof(memo->url)},
		{"digest", memo->digest, sizeof(memo->digest)},
		{"date", memo->date, sizeof(memo->date)},
		{"etag", memo->marks.etag, MARK_SIZE},
		{"modified", memo->marks.modified, MARK_SIZE},
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (strcmp(word, texts[i].word) == 0)
			memo_copy(texts[i].text, texts[i].size, value);
	if (strcmp(word, "asked") == 0)
		memo->asked = strtoll(value, NULL, 10);
	else if (strcmp(word, "until") == 0)
		memo->until = strtoll(value, NULL, 10);
	else if (strcmp(word, "failed") == 0)
		memo->failed = (int)strtol(value, NULL, 10);
}

void
memo_parse(struct memo *memo, const char *text)
{
	char *copy = strdup(text), *rest = copy, *line;

	*memo = (struct memo){0};
	while ((line = strsep(&rest, "\n")) != NULL) {
		const char *word = strsep(&line, " ");

		if (line != NULL)
			take_line(memo, word, line);
	}
	free(copy);
}

char *
memo_print(const struct memo *memo)
{
	char *text;

	if (asprintf(&text,
		     "url %s\nasked %" PRId64 "\nuntil %" PRId64 "\nfailed %d\n"
		     "digest %s\ndate %s\netag %s\nmodified %s\n",
		     memo->url, memo->asked, memo->until, memo->failed,
		     memo->digest, memo->date, memo->marks.etag,
		     memo->marks.modified) < 0)
		return NULL;
	return text;
}

enum memo_wait
memo_wait(const struct memo *memo, const char *url, int64_t now)
{
	if (strcmp(memo->url, url) != 0 || memo->asked > now)
		return MEMO_GO;
	if (memo->until > now && memo->until - now <= MEMO_PATIENCE)
		return MEMO_TOLD_NOT;
	return now - memo->asked < MEMO_INTERVAL ? MEMO_FRESH : MEMO_GO;
}

void
memo_note(struct memo *memo, const char *url, int64_t now, int64_t wait)
{
	if (wait > MEMO_PATIENCE)
		wait = MEMO_PATIENCE;
	memo_copy(memo->url, sizeof(memo->url), url);
	memo->asked = now;
	memo->until = wait > 0 ? now + wait : 0;
}
