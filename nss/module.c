/* SPDX-License-Identifier: MIT */
/*
 * The five entry points of libnss_ianaports.so.2 (glibc manual, NSS Modules
 * Interface): each asks, packs, and reports.
 */
#include <errno.h>
#include <netdb.h>
#include <nss.h>

#include "db/lookup.h"
#include "nss/cursor.h"
#include "nss/pack.h"
#include "nss/snapshot.h"

NSS_DECLARE_MODULE_FUNCTIONS(ianaports)

#define EXPORT __attribute__((visibility("default")))

/*
 * From 1, 0 or -errno.  glibc passes &errno as errnop: set it last, and leave
 * it alone where nothing failed, since applications look at it after the end
 * of an enumeration.
 */
static enum nss_status
report(int result, int *errnop)
{
	if (result == 1)
		return NSS_STATUS_SUCCESS;
	if (result == 0)
		return NSS_STATUS_NOTFOUND;
	*errnop = -result;
	return result == -ERANGE ? NSS_STATUS_TRYAGAIN : NSS_STATUS_UNAVAIL;
}

/* Packs what was found, while it is still pinned. */
static enum nss_status
answer(struct pin *pin, int found, const struct record *record,
       struct servent *result, char *buffer, size_t size, int *errnop)
{
	if (found == 1) {
		int packed = servent_pack(record, result, buffer, size);

		if (packed != 0)
			found = packed;
	}
	snapshot_release(pin);
	return report(found, errnop);
}

EXPORT enum nss_status
_nss_ianaports_getservbyname_r(const char *name, const char *protocol,
			       struct servent *result, char *buffer,
			       size_t size, int *errnop)
{
	struct record record;
	struct pin pin;
	int found = snapshot_acquire(&pin);

	if (found != 0)
		return report(found, errnop);
	found = lookup_name(pin.index, name, protocol, &record);
	return answer(&pin, found, &record, result, buffer, size, errnop);
}

EXPORT enum nss_status
_nss_ianaports_getservbyport_r(int port, const char *protocol,
			       struct servent *result, char *buffer,
			       size_t size, int *errnop)
{
	struct record record;
	struct pin pin;
	int found = snapshot_acquire(&pin);

	if (found != 0)
		return report(found, errnop);
	found = lookup_port(pin.index, port, protocol, &record);
	return answer(&pin, found, &record, result, buffer, size, errnop);
}

EXPORT enum nss_status
_nss_ianaports_setservent(int stayopen)
{
	(void)stayopen;
	return cursor_start() == 0 ? NSS_STATUS_SUCCESS : NSS_STATUS_UNAVAIL;
}

EXPORT enum nss_status
_nss_ianaports_getservent_r(struct servent *result, char *buffer, size_t size,
			    int *errnop)
{
	return report(cursor_next(result, buffer, size), errnop);
}

EXPORT enum nss_status
_nss_ianaports_endservent(void)
{
	cursor_end();
	return NSS_STATUS_SUCCESS;
}
