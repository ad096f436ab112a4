-- Each queue, type and lane with tasks of a ready state. No row: there are none.
{distinct queue, type, lane | stint_task | ready_state = :readyState {partly and ready_state in ({ready}, {suspect})}}
