-- Changes a register whose version is the one seen. No row: somebody changed it.
update stint_register set version = version + 1, content = :content
 where kind = :kind and name = :name and version = :seen
