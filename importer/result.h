/* SPDX-License-Identifier: MIT */
/* What came of it, where it is neither 0 nor -errno. */
#ifndef IANAPORTS_IMPORTER_RESULT_H
#define IANAPORTS_IMPORTER_RESULT_H

enum result {
	RESULT_REFUSED = 1, /* input, and the reason is reported */
	RESULT_UNREACHED,   /* nothing useful came from a URL */
	RESULT_UNCONFINED,  /* there is no process without root's rights */
	RESULT_CURRENT,     /* the active database is no older */
	RESULTS
};

#endif
