-- What binds a live task to others: its serial key, and whether it is waited for. No row: it is not live.
select id, serial_key, awaited from stint_task where id = :id
