-- Takes a mutex that is free. No row: somebody holds it.
update stint_mutex set fence = {next-fence}, until = :until where name = :name and until <= :now
