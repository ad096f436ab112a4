-- A part of list: only tasks of this owner.
and owner = :owner
