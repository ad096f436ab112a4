-- Takes a mutex that nobody ever held. No row: somebody did.
{insert-new stint_mutex (name, fence, until)
 | values (:name, :fence, :until)
 | name = :name}
