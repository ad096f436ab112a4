-- Stores new tasks under ids that nobody had before. A column is an array, or one value for all of them.
{new_rows}
