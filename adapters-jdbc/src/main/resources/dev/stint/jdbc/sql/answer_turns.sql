-- Forgets what this transaction looks at.
delete from stint_turn where task in (<ids>)
