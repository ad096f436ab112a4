-- A part of list: only tasks of this owner. Texts that differ in blanks at their ends alone are equal there, but not as long.
and owner = :owner and octet_length(owner) = octet_length(:owner)
