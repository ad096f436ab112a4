-- Sets an item aside; a repeat is harmless.
{insert-or-update stint_set_aside (task, item, content, reason) | values (:id, :item, :content, :reason)
 | task = :id and item = :item | content = :content, reason = :reason}
