-- Makes these targets owe whoever waits for them.
update {by-id stint_wait} set owed_since = :now where target in (<ids>) and owed_since is null
