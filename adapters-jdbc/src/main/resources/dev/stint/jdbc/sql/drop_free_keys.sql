-- Forgets serial keys that nobody holds.
{delete-by-id stint_serial} where name in (<names>) and holder is null
