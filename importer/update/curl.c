/* SPDX-License-Identifier: MIT */
#include "importer/update/curl.h"

#include <dlfcn.h>
#include <string.h>

/* POSIX lets data and functions share pointers, ISO C has no cast for it. */
static bool
find(void *library, const char *name, void *function)
{
	void *symbol = dlsym(library, name);

	memcpy(function, &symbol, sizeof(symbol));
	return symbol != NULL;
}

bool
curl_load(struct curl *curl)
{
	const struct {
		const char *name;
		void *function;
	} functions[] = {
		{"curl_global_init", &curl->global_init},
		{"curl_easy_init", &curl->easy_init},
		{"curl_easy_cleanup", &curl->easy_cleanup},
		{"curl_easy_setopt", &curl->easy_setopt},
		{"curl_easy_getinfo", &curl->easy_getinfo},
		{"curl_easy_perform", &curl->easy_perform},
		{"curl_easy_strerror", &curl->easy_strerror},
		{"curl_easy_unescape", &curl->easy_unescape},
		{"curl_easy_header", &curl->easy_header},
		{"curl_slist_append", &curl->slist_append},
		{"curl_slist_free_all", &curl->slist_free_all},
		{"curl_free", &curl->free},
	};
	void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);

	if (library == NULL)
		return false;
	for (size_t i = 0; i < sizeof(functions) / sizeof(functions[0]); i++)
		if (!find(library, functions[i].name, functions[i].function))
			return false;
	return true;
}
