/* SPDX-License-Identifier: MIT */
/*
 * libcurl, loaded when it is needed: linked, it would bring some thirty
 * libraries into every run of the command, and their initialisations, which
 * take longer than most verbs do.
 */
#ifndef IANAPORTS_IMPORTER_UPDATE_CURL_H
#define IANAPORTS_IMPORTER_UPDATE_CURL_H

#include <curl/curl.h>
#include <stdbool.h>

/* What we call of it, under the names that follow "curl_". */
struct curl {
	__typeof__(curl_global_init) *global_init;
	__typeof__(curl_easy_init) *easy_init;
	__typeof__(curl_easy_cleanup) *easy_cleanup;
	__typeof__(curl_easy_setopt) *easy_setopt;
	__typeof__(curl_easy_getinfo) *easy_getinfo;
	__typeof__(curl_easy_perform) *easy_perform;
	__typeof__(curl_easy_strerror) *easy_strerror;
	__typeof__(curl_easy_unescape) *easy_unescape;
	__typeof__(curl_easy_header) *easy_header;
	__typeof__(curl_slist_append) *slist_append;
	__typeof__(curl_slist_free_all) *slist_free_all;
	__typeof__(curl_free) *free;
};

/* Loads it for good.  False if it is missing or too old. */
bool curl_load(struct curl *curl);

#endif
