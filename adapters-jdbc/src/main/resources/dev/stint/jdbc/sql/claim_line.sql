-- The most urgent ready tasks of one line, locked, as a claim will leave them. No row: none are ready, or others have them.
{lock-first {columns-with 'RUNNING' as status | 'CLAIMED' as phase | {next-fence} as fence | 0 as sequence
   | :worker as worker | :number as claim_number | status as before_claim | {none} as ready_state}
 | ready_state = :readyState and queue = :queue and type = :type and lane between :first and :last
   and priority between :least and :most
 | {claim-order}}
