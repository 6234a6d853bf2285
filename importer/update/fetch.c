/* SPDX-License-Identifier: MIT */
#include "importer/update/fetch.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "config.h"
#include "importer/replace.h"
#include "importer/update/curl.h"

#define CONNECT_TIMEOUT 30L
#define SLOW_BYTES      1000L
#define SLOW_TIME       20L
#define REDIRECTS       5L

struct work {
	struct curl curl;
	CURL *transfer;
	struct curl_slist *headers;
	const struct request *request;
	struct reply *answer;
	char error[CURL_ERROR_SIZE];
	int written;  /* 0 or -errno */
	bool refused; /* an option, by a libcurl that does not know it */
	bool too_large;
};

/* Of libcurl's many types.  What it did not take, it will not heed. */
#define set(work, option, value)                                               \
	((work)->refused |=                                                    \
	 (work)->curl.easy_setopt((work)->transfer, (option), (value)) !=      \
	 CURLE_OK)

static bool
begins(const char *url, const char *scheme)
{
	return strncasecmp(url, scheme, strlen(scheme)) == 0;
}

/* The name of this machine, and no other that begins as it does. */
static bool
is_local(const char *host)
{
	static const char *const names[] = {"localhost", "127.0.0.1", "[::1]"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		size_t length = strlen(names[i]);

		if (strncasecmp(host, names[i], length) == 0 &&
		    strcspn(host + length, ":/?#") == 0)
			/* No "localhost:word@elsewhere". */
			return strcspn(host, "@") >= strcspn(host, "/?#");
	}
	return false;
}

const char *
url_fault(const char *url)
{
	if (strlen(url) >= sizeof(((struct memo *)0)->url))
		return "too long for a URL";
	if (!memo_is_plain(url) || strchr(url, ' ') != NULL)
		return "a URL contains no spaces or control characters";
	if (begins(url, "https://") || begins(url, "file:///"))
		return NULL;
	if (begins(url, "http://"))
		return is_local(url + strlen("http://"))
			       ? NULL
			       : "http is allowed for this machine only; use "
				 "https";
	return "not a URL of https or of a file; expected https:// or file:///";
}

const char *
status_advice(long status)
{
	if (status == 404 || status == 410)
		return "the registry may have moved; --url names another URL";
	if (status == 401 || status == 403 || status == 407)
		return "it may want another URL or a proxy";
	if (status == 429 || status >= 500)
		return "try again later";
	return NULL;
}

static size_t
take_body(char *data, size_t one, size_t size, void *context)
{
	struct work *work = context;
	struct reply *answer = work->answer;
	long status = 0;

	(void)one;
	work->curl.easy_getinfo(work->transfer, CURLINFO_RESPONSE_CODE,
				&status);
	/* What an error page says is for people. */
	if (status != 0 && status != 200)
		return size;
	if (answer->bytes + (int64_t)size > FETCH_MAX) {
		work->too_large = true;
		return 0;
	}
	work->written = file_write(work->request->body_fd, data, size);
	if (work->written != 0)
		return 0;
	answer->bytes += (int64_t)size;
	return size;
}

static int
note_progress(void *context, curl_off_t all, curl_off_t got, curl_off_t to_send,
	      curl_off_t sent)
{
	struct work *work = context;

	(void)to_send;
	(void)sent;
	/* A body that goes on after an end that was promised is endless. */
	if (got > FETCH_MAX) {
		work->too_large = true;
		return 1;
	}
	work->answer->got = got;
	work->answer->all = all;
	return 0;
}

static int
add_header(struct work *work, const char *name, const char *value)
{
	char line[MARK_SIZE + 32];
	struct curl_slist *longer;

	if (value[0] == '\0')
		return 0;
	snprintf(line, sizeof(line), "%s: %s", name, value);
	longer = work->curl.slist_append(work->headers, line);
	if (longer == NULL)
		return -ENOMEM;
	work->headers = longer;
	return 0;
}

static void
set_limits(struct work *work)
{
	long timeout = work->request->timeout;

	set(work, CURLOPT_TIMEOUT, timeout);
	set(work, CURLOPT_CONNECTTIMEOUT, CONNECT_TIMEOUT);
	set(work, CURLOPT_LOW_SPEED_LIMIT, SLOW_BYTES);
	set(work, CURLOPT_LOW_SPEED_TIME, SLOW_TIME);
	set(work, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)FETCH_MAX);
	set(work, CURLOPT_FOLLOWLOCATION, 1L);
	set(work, CURLOPT_MAXREDIRS, REDIRECTS);
	set(work, CURLOPT_PROTOCOLS_STR, "https,http,file");
	set(work, CURLOPT_REDIR_PROTOCOLS_STR, "https");
}

static int
set_request(struct work *work)
{
	const struct request *request = work->request;
	struct curl_blob authorities = {.data = (void *)request->authorities,
					.len = request->authorities_size,
					.flags = CURL_BLOB_NOCOPY};
	int result;

	/* From PEM in memory: we may not be allowed to read the file. */
	if (request->authorities != NULL)
		set(work, CURLOPT_CAINFO_BLOB, &authorities);
	/* This machine needs no proxy to itself. */
	if (begins(request->url, "http://"))
		set(work, CURLOPT_NOPROXY, "localhost,127.0.0.1,::1");
	set(work, CURLOPT_NOSIGNAL, 1L);
	set(work, CURLOPT_ERRORBUFFER, work->error);
	set(work, CURLOPT_USERAGENT, IANAPORTS_AGENT);
	set(work, CURLOPT_FILETIME, 1L);
	set(work, CURLOPT_WRITEFUNCTION, take_body);
	set(work, CURLOPT_WRITEDATA, work);
	set(work, CURLOPT_NOPROGRESS, 0L);
	set(work, CURLOPT_XFERINFOFUNCTION, note_progress);
	set(work, CURLOPT_XFERINFODATA, work);
	/* One that was built without it does without. */
	work->curl.easy_setopt(work->transfer, CURLOPT_ACCEPT_ENCODING, "gzip");
	set_limits(work);
	result = add_header(work, "If-None-Match", request->marks.etag);
	if (result == 0)
		result = add_header(work, "If-Modified-Since",
				    request->marks.modified);
	set(work, CURLOPT_HTTPHEADER, work->headers);
	set(work, CURLOPT_URL, request->url);
	/* With its dots, as a file system has them. */
	set(work, CURLOPT_PATH_AS_IS, 1L);
	return result;
}

/* A mark that is too long or strange to be sent back is none. */
static void
take_mark(struct work *work, const char *name, char *mark)
{
	struct curl_header *header;

	if (work->curl.easy_header(work->transfer, name, 0, CURLH_HEADER, -1,
				   &header) == CURLHE_OK)
		memo_copy(mark, MARK_SIZE, header->value);
}

static void
read_answer(struct work *work)
{
	struct reply *answer = work->answer;
	curl_off_t wait = 0, time = 0;

	work->curl.easy_getinfo(work->transfer, CURLINFO_RESPONSE_CODE,
				&answer->status);
	work->curl.easy_getinfo(work->transfer, CURLINFO_RETRY_AFTER, &wait);
	work->curl.easy_getinfo(work->transfer, CURLINFO_FILETIME_T, &time);
	answer->retry = wait;
	answer->time = time > 0 ? time : 0;
	take_mark(work, "ETag", answer->marks.etag);
	take_mark(work, "Last-Modified", answer->marks.modified);
}

__attribute__((format(printf, 2, 3))) static void
fail(struct reply *answer, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(answer->reason, sizeof(answer->reason), format, arguments);
	va_end(arguments);
}

static void
explain(struct work *work, CURLcode code)
{
	struct reply *answer = work->answer;
	const char *why = work->error[0] != '\0'
				  ? work->error
				  : work->curl.easy_strerror(code);

	switch (code) {
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_RESOLVE_PROXY:
	case CURLE_COULDNT_CONNECT:
		fail(answer,
		     "%s; check the network, or name a proxy in https_proxy",
		     why);
		break;
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CACERT_BADFILE:
		fail(answer, "%s; --cacert names another authority", why);
		break;
	case CURLE_UNSUPPORTED_PROTOCOL:
		fail(answer, "redirected to a URL that is not https");
		break;
	case CURLE_TOO_MANY_REDIRECTS:
		fail(answer, "redirected more than %ld times", REDIRECTS);
		break;
	case CURLE_PARTIAL_FILE:
		fail(answer, "cut short: %s; try again later", why);
		break;
	case CURLE_OPERATION_TIMEDOUT:
		fail(answer, "%s; try again later", why);
		break;
	default:
		fail(answer, "%s", why);
	}
}

static void
judge(struct work *work, CURLcode code)
{
	struct reply *answer = work->answer;

	if (work->too_large || code == CURLE_FILESIZE_EXCEEDED) {
		fail(answer, "larger than %d MiB, too large for a registry",
		     (int)(FETCH_MAX >> 20));
	} else if (code != CURLE_OK) {
		explain(work, code);
	} else if (answer->status == 0 || answer->status == 200) {
		answer->fetched = FETCHED_FILE;
	} else if (answer->status == 304 && work->headers != NULL) {
		answer->fetched = FETCHED_SAME;
	} else {
		const char *advice = status_advice(answer->status);

		fail(answer, "the server answers %ld%s%s", answer->status,
		     advice == NULL ? "" : "; ", advice == NULL ? "" : advice);
	}
}

/* Whether a URL is that of a FIFO or the like, which libcurl would wait for.
 * What follows "?" or "#" is no part of the path. */
static bool
waits(const struct work *work)
{
	const char *url = work->request->url;
	struct stat status;
	char *path;
	bool odd;

	if (!begins(url, "file://"))
		return false;
	url += strlen("file://");
	path = work->curl.easy_unescape(work->transfer, url,
					(int)strcspn(url, "?#"), NULL);
	odd = path != NULL && stat(path, &status) == 0 &&
	      !S_ISREG(status.st_mode);
	work->curl.free(path);
	return odd;
}

static int
run(struct work *work)
{
	CURLcode code;
	int result;

	if (work->curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return -ENOMEM;
	work->transfer = work->curl.easy_init();
	if (work->transfer == NULL)
		return -ENOMEM;
	result = set_request(work);
	if (result != 0)
		return result;
	if (work->refused) {
		fail(work->answer, "libcurl.so.4 is too old");
		return 0;
	}
	if (waits(work)) {
		fail(work->answer, "not a regular file");
		return 0;
	}
	code = work->curl.easy_perform(work->transfer);
	read_answer(work);
	judge(work, code);
	return work->written;
}

int
fetch_run(const struct request *request, struct reply *answer)
{
	struct work work = {.request = request, .answer = answer};
	int result;

	*answer = (struct reply){0};
	if (!curl_load(&work.curl)) {
		fail(answer, "libcurl.so.4 is not installed, or too old");
		return 0;
	}
	result = run(&work);
	work.curl.slist_free_all(work.headers);
	work.curl.easy_cleanup(work.transfer);
	return result;
}
