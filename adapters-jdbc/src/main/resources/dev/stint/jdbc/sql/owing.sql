-- Of these targets those that owe somebody.
select distinct target from stint_wait where target in (<ids>) and owed_since is not null
