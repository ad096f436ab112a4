-- Locks a serial key, makes it if it is new, and frees it if :freed holds it.
insert into stint_serial (name, holder) values (:name, null)
    on duplicate key update holder = nullif(holder, :freed)
