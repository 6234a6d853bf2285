/* SPDX-License-Identifier: MIT */
#include "importer/registry/columns.h"

const char *const column_titles[COLUMNS] = {
	[COLUMN_NAME] = "Service Name",
	[COLUMN_PORT] = "Port Number",
	[COLUMN_TRANSPORT] = "Transport Protocol",
	[COLUMN_DESCRIPTION] = "Description",
	[COLUMN_ASSIGNEE] = "Assignee",
	[COLUMN_CONTACT] = "Contact",
	[COLUMN_REGISTERED] = "Registration Date",
	[COLUMN_MODIFIED] = "Modification Date",
	[COLUMN_REFERENCE] = "Reference",
	[COLUMN_CODE] = "Service Code",
	[COLUMN_UNAUTHORIZED] = "Unauthorized Use Reported",
	[COLUMN_NOTES] = "Assignment Notes",
};

const char *const person_titles[PERSON_FIELDS] = {
	[PERSON_ID] = "ID",
	[PERSON_NAME] = "Name",
	[PERSON_ORGANISATION] = "Organization",
	[PERSON_URI] = "Contact URI",
	[PERSON_UPDATED] = "Last Updated",
};

const char *const column_keys[COLUMNS] = {
	[COLUMN_NAME] = "name",
	[COLUMN_PORT] = "port",
	[COLUMN_TRANSPORT] = "transport",
	[COLUMN_DESCRIPTION] = "description",
	[COLUMN_ASSIGNEE] = "assignee",
	[COLUMN_CONTACT] = "contact",
	[COLUMN_REGISTERED] = "registered",
	[COLUMN_MODIFIED] = "modified",
	[COLUMN_REFERENCE] = "reference",
	[COLUMN_CODE] = "service_code",
	[COLUMN_UNAUTHORIZED] = "unauthorized",
	[COLUMN_NOTES] = "notes",
};
