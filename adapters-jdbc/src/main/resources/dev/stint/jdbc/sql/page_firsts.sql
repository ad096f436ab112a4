-- The first ids of several places together. For a list, which puts the places' statements in.
select id from (<places>) places order by id <way> {limit :limit}
