-- Claims a lost worker's tasks that this transaction has locked.
update {by-id stint_task} set worker = :reaper, claim_number = :number, fence = {next-fence}, sequence = 0
 where id in (<ids>)
