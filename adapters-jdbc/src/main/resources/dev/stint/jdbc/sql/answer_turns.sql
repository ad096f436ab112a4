-- Forgets what this transaction looks at.
{delete-by-id stint_turn} where task in (<ids>)
