-- A task's messages, oldest first. No row: none.
select at, level, words from stint_message where task = :id order by fence, sequence, number {limit :most}
