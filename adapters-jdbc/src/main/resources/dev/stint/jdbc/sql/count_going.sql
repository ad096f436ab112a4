-- How many finished tasks may go.
select count(*) from stint_finished
 where {going}
