-- Adds a message if the task has room for it; a repeat is harmless. Marks count for :most only.
{insert-new stint_message (task, fence, sequence, number, at, level, words)
 | select :id, :fence, :sequence, :number, :now, :level, :words
  from (select count(*) as kept, count(case when level in (<marks>) then null else 1 end) as ordinary
          from stint_message
         where task = :id) there
 where kept < :most
   and (:mark or ordinary < :most_ordinary)
 | task = :id and fence = :fence and sequence = :sequence and number = :number}
