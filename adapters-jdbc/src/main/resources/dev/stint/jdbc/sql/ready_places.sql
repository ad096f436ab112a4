-- Each ready state, queue, type and lane with ready tasks; where indexes are of whole tables, with live tasks of any state. No row: there are none.
{distinct ready_state, queue, type, lane | stint_task | {partly ready_state in ({ready}, {suspect})}{whole 1 = 1}}
