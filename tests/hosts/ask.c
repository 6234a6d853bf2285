/* SPDX-License-Identifier: MIT */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "tests/hosts/host.h"

bool
host_is_right(const struct servent *servent, char which, int number)
{
	char expected[8];

	snprintf(expected, sizeof(expected), "%c%d", servent->s_name[0],
		 number);
	if (which == 0 ? servent->s_name[0] != 'a' && servent->s_name[0] != 'b'
		       : servent->s_name[0] != which)
		return false;
	return strcmp(servent->s_name, expected) == 0 &&
	       servent->s_port == htons((uint16_t)(1000 + number)) &&
	       strcmp(servent->s_proto, "tcp") == 0 &&
	       servent->s_aliases[0] == NULL;
}

/* A name that may be in the other database. */
static void
make_name(char name[8], char which, int number)
{
	if (which == 0)
		which = "ab"[number & 1];
	snprintf(name, 8, "%c%d", which, number);
}

void
host_ask(char which, int number)
{
	struct servent servent;
	char buffer[256], name[8];
	enum nss_status status;
	int error = UNTOUCHED, before = errno;

	status = _nss_ianaports_getservbyport_r(
		htons((uint16_t)(1000 + number)), number & 1 ? "tcp" : NULL,
		&servent, buffer, sizeof(buffer), &error);
	must(status == NSS_STATUS_SUCCESS);
	must(host_is_right(&servent, which, number));
	make_name(name, which, number);
	status = _nss_ianaports_getservbyname_r(name, number & 1 ? "tcp" : NULL,
						&servent, buffer,
						sizeof(buffer), &error);
	must(status == NSS_STATUS_SUCCESS ||
	     (status == NSS_STATUS_NOTFOUND && which == 0));
	if (status == NSS_STATUS_SUCCESS)
		must(host_is_right(&servent, which, number));
	must(error == UNTOUCHED);
	must(errno == before);
}

void
host_ask_glibc(char which, int number)
{
	struct servent servent, *result;
	char buffer[1024], name[8];

	must(getservbyport_r(htons((uint16_t)(1000 + number)),
			     number & 1 ? "tcp" : NULL, &servent, buffer,
			     sizeof(buffer), &result) == 0);
	must(result == &servent);
	must(host_is_right(&servent, which, number));
	make_name(name, which, number);
	must(getservbyname_r(name, number & 1 ? "tcp" : NULL, &servent, buffer,
			     sizeof(buffer), &result) == 0);
	must(result != NULL || which == 0);
	if (result != NULL)
		must(host_is_right(&servent, which, number));
}

void
host_ask_all(char which)
{
	for (int i = 0; i < HOST_SERVICES; i++)
		host_ask(which, i);
}

void
host_ask_in_vain(int expected)
{
	struct servent servent, untouched;
	int error = UNTOUCHED, before = errno;
	char buffer[256];

	memset(&untouched, 0x55, sizeof(untouched));
	servent = untouched;
	must(_nss_ianaports_getservbyport_r(htons(1000), "tcp", &servent,
					    buffer, sizeof(buffer),
					    &error) == NSS_STATUS_UNAVAIL);
	must(error == expected);
	error = UNTOUCHED;
	must(_nss_ianaports_getservbyname_r("a0", NULL, &servent, buffer,
					    sizeof(buffer),
					    &error) == NSS_STATUS_UNAVAIL);
	must(error == expected);
	error = UNTOUCHED;
	must(_nss_ianaports_getservent_r(&servent, buffer, sizeof(buffer),
					 &error) == NSS_STATUS_UNAVAIL);
	must(error == expected);
	must(_nss_ianaports_setservent(0) == NSS_STATUS_UNAVAIL);
	must(memcmp(&servent, &untouched, sizeof(servent)) == 0);
	must(errno == before);
}

void
host_walk(char which)
{
	struct servent servent;
	char buffer[256];
	int error = UNTOUCHED, number = 0;

	must(_nss_ianaports_setservent(0) == NSS_STATUS_SUCCESS);
	while (_nss_ianaports_getservent_r(&servent, buffer, sizeof(buffer),
					   &error) == NSS_STATUS_SUCCESS)
		must(host_is_right(&servent, which, number++));
	must(number == HOST_SERVICES);
	must(error == UNTOUCHED);
	must(_nss_ianaports_endservent() == NSS_STATUS_SUCCESS);
}
