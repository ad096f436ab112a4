-- A task's items set aside. No row: none.
select item, content, reason from stint_set_aside where task = :id order by item {limit :count | :skip}
