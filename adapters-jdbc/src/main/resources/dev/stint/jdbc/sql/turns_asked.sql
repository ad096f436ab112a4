-- Whether any serial key is to be looked at, locked or not. One row.
select case when exists (select 1 from stint_turn) then 1 else 0 end {from-nothing}
