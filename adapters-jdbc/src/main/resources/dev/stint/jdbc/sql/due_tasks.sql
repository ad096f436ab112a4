-- What came due, locked. No row: nothing did, or others are at it.
{lock-first id, serial_key | ready_state = {later} and due <= :now | due}
