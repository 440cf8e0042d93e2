"""Working calendars, periods and deadlines: how long something took in working time, and by when it is due."""
