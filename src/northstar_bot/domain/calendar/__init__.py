"""Days, weeks, months, zones and when a scheduled post comes."""
