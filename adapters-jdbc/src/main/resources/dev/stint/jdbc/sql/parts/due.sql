case when losses > 0 then {suspect} else {ready} end
