/* SPDX-License-Identifier: MIT */
/* A module that knows nothing: what glibc alone costs, the floor. */
#include <netdb.h>
#include <nss.h>

NSS_DECLARE_MODULE_FUNCTIONS(empty)

enum nss_status
_nss_empty_getservbyname_r(const char *name, const char *protocol,
			   struct servent *result, char *buffer, size_t size,
			   int *errnop)
{
	(void)name, (void)protocol, (void)result, (void)buffer, (void)size;
	(void)errnop;
	return NSS_STATUS_NOTFOUND;
}

enum nss_status
_nss_empty_getservbyport_r(int port, const char *protocol,
			   struct servent *result, char *buffer, size_t size,
			   int *errnop)
{
	(void)port, (void)protocol, (void)result, (void)buffer, (void)size;
	(void)errnop;
	return NSS_STATUS_NOTFOUND;
}

enum nss_status
_nss_empty_setservent(int stayopen)
{
	(void)stayopen;
	return NSS_STATUS_SUCCESS;
}

enum nss_status
_nss_empty_getservent_r(struct servent *result, char *buffer, size_t size,
			int *errnop)
{
	(void)result, (void)buffer, (void)size, (void)errnop;
	return NSS_STATUS_NOTFOUND;
}

enum nss_status
_nss_empty_endservent(void)
{
	return NSS_STATUS_SUCCESS;
}
