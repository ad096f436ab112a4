-- The store's time in microseconds.
return int(now)
