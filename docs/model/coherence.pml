/* Two nodes and one row: commits that write the invalidation log, strict requests that share checks of it, loads under tickets, retention, and a node that is taken for dead.

   docs/model/check runs it, as built and without each safeguard; README.md says which variable stands for what in the code.

   Configuration: TWO_WRITERS, NO_WRITER, PLAIN (a writer of plain SQL), LONG (a long unrelated transaction), PURGE (retention), REQUESTS (of each reader),
   TWO_ON_ONE (both readers on the node that does not write).
   Without a safeguard: BREAK_TICKET, BREAK_INDOUBT, BREAK_LOG_IN_TRANSACTION, BREAK_WINDOW, BREAK_RESYNC, BREAK_CHECK_JOIN, BREAK_MARK_FIRST (rows go
   before the mark is raised), BREAK_OWN_LIFT (the mark is lifted without a reset).

   What must hold: a strict request returns no less than what was acknowledged, or returned by another request, on any node, before it began; nobody reads what was not committed;
   after quiet, each cache is empty or equals the database. */

#ifndef REQUESTS
#define REQUESTS 1
#endif
#define NODES 2
#define MAX 4                     /* log rows at the most */
#define NOBODY 9

byte db = 0;                      /* the committed version */
bit rowLock = 0;                  /* the database's lock on the row */
byte nextStamp = 1;               /* the next transaction number */
bit inFlight[MAX + 2];              /* transaction numbers that are taken and not ended */

byte logged = 0;                  /* committed log rows; each with number, writer, and whether it was purged */
byte stamp[MAX];
byte owner[MAX];
bit purged[MAX];
byte purgedTo = 1;                /* rows below this number may be gone */

byte cache[NODES];                /* 0: empty; otherwise version + 1 */
byte epoch[NODES];
byte lastReset[NODES];
byte inDoubt[NODES];

byte cursor[NODES];               /* rows below this number have all been seen */
byte seen[NODES];                 /* one bit a row that was applied */
byte started[NODES];              /* checks begun */
byte completed[NODES];            /* the number of the last check that ended */
bit running[NODES];
bit alive[NODES];                 /* counted by retention */
byte readTo[NODES];               /* the cursor as the register has it */

byte acknowledged = 0;
byte returned = 0;

inline reset(n) {
  epoch[n]++; lastReset[n] = epoch[n]; cache[n] = 0
}

inline takeStamp(s) {
  atomic { s = nextStamp; nextStamp++; inFlight[s] = 1 }
}

inline oldestActive(x) {
  x = 1;
  do
  :: x < nextStamp && inFlight[x] == 0 -> x++
  :: else -> break
  od
}

inline appendLog(s, n) {
  stamp[logged] = s; owner[logged] = n; logged++
}

/* One reading of the log: its snapshot, then what is applied. */
inline readLog(n) {
  atomic {
    i = 0; foreign = 0; behind = (purgedTo > cursor[n]); got = seen[n]; high = 0;
    do
    :: i < logged ->
       if
       :: purged[i] == 0 && stamp[i] >= cursor[n] && (seen[n] & (1 << i)) == 0 ->
          got = got | (1 << i);
          if :: owner[i] != n -> foreign = 1 :: else fi;
          if :: stamp[i] > high -> high = stamp[i] :: else fi
       :: else
       fi;
       i++
    :: else -> break
    od;
#ifdef BREAK_WINDOW
    if :: high > 0 -> oldest = high + 1 :: else -> oldest = cursor[n] fi
#else
    oldestActive(oldest)
#endif
  };
  atomic {
#ifndef BREAK_RESYNC
    if :: foreign || behind -> reset(n) :: else fi;
#else
    if :: foreign -> reset(n) :: else fi;
#endif
    seen[n] = got;
    if :: oldest > cursor[n] -> cursor[n] = oldest :: else fi
  }
}

proctype Writer(byte n) {
  byte s, version;
  takeStamp(s);                                    /* wrote something else first: numbers are not in the order of commits */
  atomic { rowLock == 0 -> rowLock = 1 };
  version = db + 1;
#ifndef BREAK_INDOUBT
  atomic { inDoubt[n]++; reset(n) };
#endif
  if
  :: atomic {
       db = version; rowLock = 0; inFlight[s] = 0;
#ifndef BREAK_LOG_IN_TRANSACTION
       appendLog(s, n)
#endif
     };
#ifdef BREAK_LOG_IN_TRANSACTION
     if
     :: takeStamp(s); atomic { inFlight[s] = 0; appendLog(s, n) }
     :: goto dead                                  /* the process dies between its two transactions */
     fi;
#endif
#ifdef BREAK_OWN_LIFT
     atomic { inDoubt[n]-- };
#elif defined(BREAK_INDOUBT)
     atomic { reset(n) };
#else
     atomic { reset(n); inDoubt[n]-- };
#endif
     atomic { if :: version > acknowledged -> acknowledged = version :: else fi }
  :: atomic { rowLock = 0; inFlight[s] = 0 };        /* rolled back */
#ifndef BREAK_INDOUBT
     atomic { inDoubt[n]-- }
#endif
  fi;
dead:
  skip
}

proctype Plain() {
  byte s, version;
  takeStamp(s);
  atomic { rowLock == 0 -> rowLock = 1 };
  atomic { version = db + 1; db = version; rowLock = 0; inFlight[s] = 0; appendLog(s, NOBODY) };
  atomic { if :: version > acknowledged -> acknowledged = version :: else fi }
}

proctype Long() {
  byte s;
  takeStamp(s);
  inFlight[s] = 0
}

/* Requests of one flow on a node: begin, look for a check that began since or make one, read. */
proctype Reader(byte n) {
  byte floor, needed, mine, ticket, value, got, high, oldest, i;
  bit foreign, behind, publishes;
  byte requests = 0;
again:
  atomic {
    floor = acknowledged;
    if :: returned > floor -> floor = returned :: else fi;
    needed = started[n] + 1;
#ifdef BREAK_CHECK_JOIN
    if :: running[n] -> needed = started[n] :: else fi
#endif
  };
  do
  :: atomic { completed[n] >= needed -> break }
  :: atomic { completed[n] < needed && running[n] == 0 -> running[n] = 1; started[n]++; mine = started[n] };
     readLog(n);
     atomic { completed[n] = mine; running[n] = 0 }
  od;
  atomic {
    if
    :: cache[n] != 0 -> value = cache[n] - 1; goto done
    :: else -> ticket = epoch[n]
    fi
  };
  value = db;
  atomic {
#ifdef BREAK_TICKET
    if :: inDoubt[n] == 0 -> cache[n] = value + 1 :: else fi
#else
    if :: inDoubt[n] == 0 && lastReset[n] <= ticket && cache[n] == 0 -> cache[n] = value + 1 :: else fi
#endif
  };
done:
  atomic { assert(value >= floor); if :: value > returned -> returned = value :: else fi };
  requests++;
  if :: requests < REQUESTS -> goto again :: else fi
}

/* Heartbeats and purges, in any order; node 1 may be taken for dead once, as after a long pause, and come back. */
proctype Keeper() {
  byte bound, i, rounds = 0;
  bit buried = 0;
  do
  :: rounds < 2 ->
     rounds++;
     if
     :: atomic { readTo[0] = cursor[0] }
     :: atomic { readTo[1] = cursor[1]; alive[1] = 1 }
     :: atomic { buried == 0 -> buried = 1; alive[1] = 0 }
     fi;
     atomic {
       bound = readTo[0];
       if :: alive[1] && readTo[1] < bound -> bound = readTo[1] :: else fi
     };
#ifndef BREAK_MARK_FIRST
     atomic { if :: bound > purgedTo -> purgedTo = bound :: else fi };
#endif
     atomic {
       i = 0;
       do
       :: i < logged -> if :: stamp[i] < bound -> purged[i] = 1 :: else fi; i++
       :: else -> break
       od
     }
#ifdef BREAK_MARK_FIRST
     ; atomic { if :: bound > purgedTo -> purgedTo = bound :: else fi }
#endif
  :: break
  od
}

init {
  byte n, i, got, high, oldest;
  bit foreign, behind;
  atomic {
    n = 0;
    do
    :: n < NODES -> epoch[n] = 1; lastReset[n] = 1; cursor[n] = 1; readTo[n] = 1; alive[n] = 1; n++
    :: else -> break
    od;
#ifndef NO_WRITER
    run Writer(0);
#endif
#ifdef TWO_WRITERS
    run Writer(1);
#endif
#ifdef PLAIN
    run Plain();
#endif
#ifdef LONG
    run Long();
#endif
#ifdef PURGE
    run Keeper();
#endif
#ifdef TWO_ON_ONE
    run Reader(1); run Reader(1)
#else
    run Reader(0); run Reader(1)
#endif
  };
  (_nr_pr == 1);
  n = 0;
  do
  :: n < NODES ->
     readLog(n);
     assert(cache[n] == 0 || cache[n] == db + 1);
     n++
  :: else -> break
  od
}
