/* Tickets, join rule, in-doubt mark and repeated loads as built (docs/decisions/0002 and 0009): one node, one cached row, two writers, readers that start, join, publish and
   repeat loads.

   spin -a tickets.pml && gcc -O2 -DSAFETY -DCOLLAPSE -o pan pan.c && ./pan -m100000 -w26
   -DFOREIGN: one of the writers is another node, whose row in the log is read some time after its commit.
   Without a safeguard (a counterexample each): spin -a -DBREAK_TICKET, -DBREAK_JOIN, -DJOIN_IN_DOUBT, and with -DFOREIGN -DBREAK_REPEAT, -DBREAK_LIFT,
   -DBREAK_LIFT_EPOCH, -DATTEMPTS=1 -DBREAK_LAST

   What must hold: no read returns less than what was acknowledged on this node, or returned by another read, before it began, and after quiet the cache is empty or equals the
   database. */

#ifndef READERS
#define READERS 2
#endif
#ifndef READS
#define READS 2
#endif
#ifndef ATTEMPTS
#define ATTEMPTS 2       /* loads of one read at the most */
#endif
#define REPEAT 255

byte db = 0;             /* the committed version; a version is one more than the one before */
bit rowLock = 0;         /* the database's lock on the row */
byte cache = 0;          /* 0: empty; otherwise version + 1 */
byte epoch = 1;          /* resets that the node has begun */
byte lastReset = 1;      /* the epoch on the key's stripe */
byte inDoubt = 0;        /* marks on the key */
byte acknowledged = 0;   /* the highest version whose commit returned */
byte seen = 0;           /* the highest version that a read returned */

/* The load under way that readers may join, and what each load found: version + 1, or that it was overtaken. */
bit flightOpen = 0;
byte flightTicket = 0;
byte flightId = 0;
byte nextId = 1;
byte landed[READERS * READS * ATTEMPTS + 1];

inline reset(e) {
  if :: e > lastReset -> lastReset = e :: else fi;
  cache = 0
}

/* Under the key's gate: a load that began within the mark has an older ticket. */
inline lift() {
#ifdef BREAK_LIFT_EPOCH
  atomic { epoch++; e = epoch };
  atomic { reset(e); inDoubt-- }
#else
  atomic { epoch++; reset(epoch); inDoubt-- }
#endif
}

proctype Writer() {
  byte version, e;
  atomic { rowLock == 0 -> rowLock = 1 };
  version = db + 1;
  atomic { epoch++; e = epoch };
  atomic { inDoubt++; reset(e) };
  if
  :: atomic { db = version; rowLock = 0 };
     lift();
     atomic { if :: version > acknowledged -> acknowledged = version :: else fi }
  :: rowLock = 0;                                             /* rolled back */
#ifdef BREAK_LIFT
     atomic { inDoubt-- }
#else
     lift()
#endif
  fi
}

/* Another node: no mark here, and the reset comes when its row in the log is read. */
proctype Foreigner() {
  byte e;
  atomic { rowLock == 0 -> db++ };
  atomic { epoch++; e = epoch };
  atomic { reset(e) }
}

proctype Reader() {
  byte floor, got, mine, ticket;
  byte reads = 0;
  byte attempt;
  bit leads;
again:
  attempt = 1;
  atomic { floor = acknowledged; if :: seen > floor -> floor = seen :: else fi };
load:
  atomic {                                                    /* under the key's gate */
    if
    :: cache != 0 -> got = cache - 1; goto done
    :: else ->
       if
#ifdef BREAK_JOIN
       :: flightOpen -> leads = 0; mine = flightId
#elif defined(JOIN_IN_DOUBT)
       :: flightOpen && lastReset <= flightTicket -> leads = 0; mine = flightId
#else
       :: flightOpen && lastReset <= flightTicket && inDoubt == 0 -> leads = 0; mine = flightId
#endif
       :: else -> leads = 1; mine = nextId; nextId++; flightOpen = 1; flightId = mine; flightTicket = epoch; ticket = epoch
       fi
    fi
  };
  if
  :: leads ->
     got = db;                                                /* the database is read */
     atomic {                                                 /* under the key's gate */
       if :: flightId == mine -> flightOpen = 0 :: else fi;
       if
       :: inDoubt != 0 -> landed[mine] = got + 1              /* nothing is published; it is given out */
#ifdef BREAK_TICKET
       :: inDoubt == 0 -> cache = got + 1; landed[mine] = cache
#else
       :: inDoubt == 0 && lastReset <= ticket -> if :: cache == 0 -> cache = got + 1 :: else -> got = cache - 1 fi; landed[mine] = cache
       :: inDoubt == 0 && lastReset > ticket ->               /* overtaken */
#ifdef BREAK_REPEAT
          landed[mine] = got + 1
#else
          if
          :: attempt < ATTEMPTS -> landed[mine] = REPEAT
          :: else ->
#ifndef BREAK_LAST
             epoch++; reset(epoch);
#endif
             landed[mine] = got + 1
          fi
#endif
#endif
       fi
     }
  :: else -> landed[mine] != 0
  fi;
  if
  :: landed[mine] == REPEAT -> attempt++; goto load
  :: else -> got = landed[mine] - 1
  fi;
done:
  atomic { assert(got >= floor); if :: got > seen -> seen = got :: else fi };
  reads++;
  if :: reads < READS -> goto again :: else fi
}

init {
  byte i;
  atomic {
    run Writer();
#ifdef FOREIGN
    run Foreigner();
#else
    run Writer();
#endif
    i = 0;
    do :: i < READERS -> run Reader(); i++ :: else -> break od
  };
  (_nr_pr == 1);
  assert(cache == 0 || cache == db + 1)
}
