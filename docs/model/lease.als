/**
 * How one task changes hands: leases, fences and sequences, with workers that pause for any time,
 * answers that are lost, writes that come late and more than once, and a store that falls back to
 * an older state.
 *
 * One task is enough, for no rule looks at two. A worker that pauses or dies takes no step; a
 * worker that goes on under a new id is another Worker. The reaper is any worker whose row is live.
 *
 * `Built.guards` holds the rules that are in force. Each invariant is checked with all of them, and
 * again without each rule that it needs: that check has to find a counterexample.
 */
module lease

open util/ordering[Moment] as moments
open util/ordering[Number] as numbers

/** A reading of the store's clock; a fence is one. */
sig Moment {}

/** A sequence number. */
sig Number {}

abstract sig Guard {}
one sig
  /** A write lands only under the fence that the task has, while it runs. */
  FenceMatches,
  /** A write lands only if its number is the next. */
  NumberIsNext,
  /** The next fence is the later of the previous one's successor and the clock. */
  FenceFollowsClock,
  /** A failover takes longer than fences run ahead of the clock: an assumption, not a rule. */
  FailoverTakesTime,
  /** Under one fence and number, the same write is sent again, and no other. */
  SameWriteAgain,
  /** A worker's row that became LOST is not renewed any more. */
  LostStaysLost,
  /** A worker that renews compares what runs in its name with what it knows, and releases the rest. */
  RenewalCompares
extends Guard {}

one sig Built { guards: set Guard }

pred only[g: set Guard] { Built.guards = g }

sig Worker {
  /** The claim that it believes to hold. */
  var holds: lone Claim,
  /** The number of the last write that it knows to be stored. */
  var knows: lone Number
}

/** A change of hands that happened, or may happen yet. */
sig Claim { by: Worker, fence: Moment }

/** A checkpoint, or a settlement, which ends the run. */
sig Write { under: Claim, number: Number }
sig Settlement in Write {}

abstract sig Status {}
one sig Ready, Running, Done extends Status {}

/** What is stored of the task and of the workers' rows; the standby's copy is of the same kind. */
abstract sig Copy {
  var status: one Status,
  var current: lone Claim,
  var at: one Number,
  var lost: set Worker,
  var stored: set Write
}
one sig Store, Standby extends Copy {}

one sig History {
  var clock: one Moment,
  var granted: set Claim,
  var sent: set Write,
  /** The writes of which a worker was told that they are stored. */
  var told: set Write,
  var failedOver: lone Store
}

fun owner: lone Worker { Store.status = Running implies Store.current.by else none }

// ---- what may happen ----

pred init {
  all c: Copy | c.status = Ready and no c.current and c.at = numbers/first and no c.lost and no c.stored
  no holds and no knows
  History.clock = moments/first
  no History.granted and no History.sent and no History.told and no History.failedOver
}

pred storeSame { status' = status and current' = current and at' = at and lost' = lost and stored' = stored }
pred standbySame {
  Standby.status' = Standby.status and Standby.current' = Standby.current and Standby.at' = Standby.at
  Standby.lost' = Standby.lost and Standby.stored' = Standby.stored
}
pred workersSame { holds' = holds and knows' = knows }
pred clockSame { clock' = clock }
pred sentSame { sent' = sent }
pred toldSame { told' = told }
pred grantedSame { granted' = granted }
pred noFailover { failedOver' = failedOver }

pred tick {
  some moments/next[History.clock] and History.clock' = moments/next[History.clock]
  storeSame and workersSame and sentSame and toldSame and grantedSame and noFailover
}

/** The fence that comes after the one that is stored. */
pred follows[f: Moment] {
  let previous = Store.current.fence |
    let least = no previous implies moments/first else moments/next[previous] |
      some least and
      f = ((FenceFollowsClock in Built.guards and moments/lt[least, History.clock])
        implies History.clock else least)
}

/** A ready task is claimed, or one that runs under a worker that is lost; the answer may not arrive. */
pred claim[w: Worker, c: Claim] {
  w not in Store.lost and no w.holds
  Store.status = Ready or (Store.status = Running and Store.current.by in Store.lost)
  c not in History.granted and c.by = w and follows[c.fence]
  Store.status' = Running and Store.current' = c
  Store.at' = Store.at and Store.lost' = Store.lost and Store.stored' = Store.stored
  granted' = granted + History->c
  (holds' = holds + w->c and knows' = knows + w->Store.at) or workersSame
  standbySame and clockSame and sentSame and toldSame and noFailover
}

/** A worker sends the next write, or sends one again. */
pred send[w: Worker, m: Write] {
  some w.holds and m.under = w.holds and m.number = numbers/next[w.knows]
  SameWriteAgain in Built.guards implies
    no other: History.sent - m | other.under = m.under and other.number = m.number
  sent' = sent + History->m
  storeSame and workersSame and clockSame and toldSame and grantedSame and noFailover
}

pred mayLand[m: Write] {
  FenceMatches in Built.guards implies (Store.status = Running and Store.current = m.under)
  NumberIsNext in Built.guards implies m.number = numbers/next[Store.at]
}

/** A write that is under way reaches the store; it may do so again later. */
pred land[m: Write] {
  m in History.sent and mayLand[m]
  Store.at' = m.number and Store.stored' = Store.stored + m and Store.lost' = Store.lost
  Store.current' = Store.current
  m in Settlement implies Store.status' in Ready + Done else Store.status' = Store.status
  standbySame and workersSame and clockSame and sentSame and toldSame and grantedSame and noFailover
}

/** A worker is told APPLIED, or, of a write sent again, APPLIED_BEFORE: by fence and number. */
pred answer[m: Write] {
  let w = m.under.by {
    m in History.sent and w.holds = m.under
    Store.current.fence = m.under.fence and Store.at = m.number
    told' = told + History->m
    m in Settlement implies (holds' = holds - w->Claim and knows' = knows - w->Number)
      else (holds' = holds and knows' = knows ++ w->m.number)
  }
  storeSame and clockSame and sentSame and grantedSame and noFailover
}

/** Refused as stale, or its lease is over by its own clock: a worker lets go. */
pred forget[w: Worker] {
  some w.holds and holds' = holds - w->Claim and knows' = knows - w->Number
  storeSame and clockSame and sentSame and toldSame and grantedSame and noFailover
}

/** A worker's row was not renewed for a lease: by compare-and-set it becomes LOST. */
pred reap[w: Worker] {
  w not in Store.lost
  Store.lost' = Store.lost + w
  Store.status' = Store.status and Store.current' = Store.current and Store.at' = Store.at
  Store.stored' = Store.stored
  standbySame and workersSame and clockSame and sentSame and toldSame and grantedSame and noFailover
}

/** A claim of its own of which a worker knows nothing: the answer was lost. */
pred unknown[w: Worker] { owner = w and w.holds != Store.current }

pred renew[w: Worker] {
  w not in Store.lost or LostStaysLost not in Built.guards
  Store.lost' = Store.lost - w
  (unknown[w] and RenewalCompares in Built.guards)
    implies Store.status' = Ready else Store.status' = Store.status
  Store.current' = Store.current and Store.at' = Store.at and Store.stored' = Store.stored
  standbySame and workersSame and clockSame and sentSame and toldSame and grantedSame and noFailover
}

pred replicate {
  Standby.status' = Store.status and Standby.current' = Store.current and Standby.at' = Store.at
  Standby.lost' = Store.lost and Standby.stored' = Store.stored
  Store.status' = Store.status and Store.current' = Store.current and Store.at' = Store.at
  Store.lost' = Store.lost and Store.stored' = Store.stored
  workersSame and clockSame and sentSame and toldSame and grantedSame and noFailover
}

/** The standby takes over with what it has; time passed meanwhile. */
pred failover {
  Store.status' = Standby.status and Store.current' = Standby.current and Store.at' = Standby.at
  Store.lost' = Standby.lost and Store.stored' = Standby.stored
  failedOver' = History->Store
  moments/gte[History.clock', History.clock]
  FailoverTakesTime in Built.guards implies
    all c: History.granted | moments/gt[History.clock', c.fence]
  standbySame and workersSame and sentSame and toldSame and grantedSame
}

pred nothing {
  storeSame and workersSame and clockSame and sentSame and toldSame and grantedSame and noFailover
}

fact trace {
  init
  always (
    nothing or tick or replicate or failover
    or (some w: Worker | forget[w] or reap[w] or renew[w])
    or (some w: Worker, c: Claim | claim[w, c])
    or (some m: Write | land[m] or answer[m] or (some w: Worker | send[w, m])))
}

// ---- what must hold ----

/** Whoever got the task later has the greater fence, whatever the store forgot. */
pred fencesGrow {
  always all new: History.granted' - History.granted, old: History.granted |
    moments/gt[new.fence, old.fence]
}

/** What lands was sent by the holder of the task. */
pred onlyTheHolderWrites {
  always all m: Store.stored' - Store.stored |
    m in Standby.stored or (Store.status = Running and m.under = Store.current)
}

/** No write lands a second time, and none moves the task back. */
pred neverBack {
  always (failover or numbers/gte[Store.at', Store.at])
  always all m: Write | (land[m] and some Store.at') implies m not in Store.stored
}

/** What a worker was told to be stored was stored; without a failover it stays so. */
pred toldIsStored {
  always (no History.failedOver implies History.told in Store.stored)
}

/** A worker whose lease was renewed still has what it holds and has not settled. */
pred renewedStillHolds {
  always all w: Worker |
    (renew[w] and no History.failedOver and some w.holds and no settled[w.holds])
      implies Store.current = w.holds
}

fun settled[c: Claim]: set Write { { m: Settlement & Store.stored | m.under = c } }

/** No task runs forever under a claim that nobody knows of. */
pred noneIsStuck {
  (fair) implies always (nobodyKnows implies eventually not nobodyKnows)
}

pred nobodyKnows { Store.status = Running and owner.holds != Store.current }

/**
 * Who lives renews again and again, who does not is reaped, what the lost held is taken over, and
 * failovers come to an end.
 */
pred fair {
  eventually always (failover implies storeSame)
  all w: Worker | always eventually (renew[w] or w in Store.lost)
  always eventually not (Store.status = Running and Store.current.by in Store.lost)
}

// ---- the model does something: each of these has to be found ----

pred takenOver { some disj a, b: Claim | eventually (Store.current = a and after (Store.current = b)) }
run TakenOverAndDone {
  only[Guard] and takenOver and eventually (Store.status = Done and some History.told)
} for exactly 2 Worker, 2 Claim, 2 Write, 3 Moment, 3 Number, 1..10 steps expect 1
run WritesAreLostByFailover {
  only[Guard] and eventually (some History.told - Store.stored and some History.failedOver)
} for exactly 2 Worker, 2 Claim, 2 Write, 3 Moment, 3 Number, 1..10 steps expect 1
run LateWriteIsRefused {
  only[Guard] and takenOver and eventually (some m: History.sent | m.under != Store.current and not mayLand[m])
} for exactly 2 Worker, 2 Claim, 2 Write, 3 Moment, 3 Number, 1..10 steps expect 1

// ---- the checks: 0 means that no counterexample may be found, 1 that one must be ----

assert FencesGrow { only[Guard] implies fencesGrow }
check FencesGrow for exactly 2 Worker, 3 Claim, 1 Write, 4 Moment, 2 Number, 1..10 steps expect 0
assert FencesGrowNeedsFenceFollowsClock { only[Guard - FenceFollowsClock] implies fencesGrow }
check FencesGrowNeedsFenceFollowsClock for exactly 2 Worker, 3 Claim, 1 Write, 4 Moment, 2 Number, 1..10 steps expect 1
assert FencesGrowNeedsFailoverTakesTime { only[Guard - FailoverTakesTime] implies fencesGrow }
check FencesGrowNeedsFailoverTakesTime for exactly 2 Worker, 3 Claim, 1 Write, 4 Moment, 2 Number, 1..10 steps expect 1

assert OnlyTheHolderWrites { only[Guard] implies onlyTheHolderWrites }
check OnlyTheHolderWrites for exactly 2 Worker, 2 Claim, 2 Write, 3 Moment, 3 Number, 1..10 steps expect 0
assert OnlyTheHolderWritesNeedsFenceMatches { only[Guard - FenceMatches] implies onlyTheHolderWrites }
check OnlyTheHolderWritesNeedsFenceMatches for exactly 2 Worker, 2 Claim, 2 Write, 3 Moment, 3 Number, 1..10 steps expect 1

assert NeverBack { only[Guard] implies neverBack }
check NeverBack for exactly 2 Worker, 2 Claim, 2 Write, 3 Moment, 3 Number, 1..10 steps expect 0
assert NeverBackNeedsNumberIsNext { only[Guard - NumberIsNext] implies neverBack }
check NeverBackNeedsNumberIsNext for exactly 2 Worker, 2 Claim, 2 Write, 3 Moment, 3 Number, 1..10 steps expect 1

assert ToldIsStored { only[Guard] implies toldIsStored }
check ToldIsStored for exactly 2 Worker, 2 Claim, 3 Write, 3 Moment, 3 Number, 1..10 steps expect 0
assert ToldIsStoredNeedsSameWriteAgain { only[Guard - SameWriteAgain] implies toldIsStored }
check ToldIsStoredNeedsSameWriteAgain for exactly 2 Worker, 2 Claim, 3 Write, 3 Moment, 3 Number, 1..10 steps expect 1

assert RenewedStillHolds { only[Guard] implies renewedStillHolds }
check RenewedStillHolds for exactly 2 Worker, 2 Claim, 2 Write, 3 Moment, 3 Number, 1..10 steps expect 0
assert RenewedStillHoldsNeedsLostStaysLost { only[Guard - LostStaysLost] implies renewedStillHolds }
check RenewedStillHoldsNeedsLostStaysLost for exactly 2 Worker, 2 Claim, 2 Write, 3 Moment, 3 Number, 1..10 steps expect 1

assert NoneIsStuck { only[Guard] implies noneIsStuck }
check NoneIsStuck for exactly 2 Worker, 2 Claim, 1 Write, 3 Moment, 2 Number, 1..10 steps expect 0
assert NoneIsStuckNeedsRenewalCompares { only[Guard - RenewalCompares] implies noneIsStuck }
check NoneIsStuckNeedsRenewalCompares for exactly 2 Worker, 2 Claim, 1 Write, 3 Moment, 2 Number, 1..10 steps expect 1
