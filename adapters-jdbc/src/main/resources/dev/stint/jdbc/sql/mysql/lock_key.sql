-- Locks a serial key, makes it if it is new, and frees it if :freed holds it. Always a change, for the other nodes of a cluster.
{insert-or-update stint_serial (name, holder) | values (:name, null) | name = :name
 | holder = nullif(holder, :freed), locks = locks + 1}
