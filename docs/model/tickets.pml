/* Tickets, join rule and in-doubt mark as built (docs/decisions/0002): one node, one cached row, two writers, readers that start, join and publish loads.

   spin -a tickets.pml && gcc -O2 -DSAFETY -DCOLLAPSE -o pan pan.c && ./pan -m100000 -w26
   Without a safeguard (a counterexample each): spin -a -DBREAK_TICKET, -DBREAK_JOIN, -DJOIN_IN_DOUBT

   What must hold: no read returns less than what was acknowledged, or returned by another read, before it began, and after quiet the cache is empty or equals the database. */

#ifndef READERS
#define READERS 2
#endif
#ifndef READS
#define READS 2
#endif

byte db = 0;             /* the committed version; a version is one more than the one before */
bit rowLock = 0;         /* the database's lock on the row */
byte cache = 0;          /* 0: empty; otherwise version + 1 */
byte epoch = 1;          /* resets that the node has begun */
byte lastReset = 1;      /* the epoch on the key's stripe */
byte inDoubt = 0;        /* marks on the key */
byte acknowledged = 0;   /* the highest version whose commit returned */
byte seen = 0;           /* the highest version that a read returned */

/* The load under way that readers may join, and what each load found (version + 1). */
bit flightOpen = 0;
byte flightTicket = 0;
byte flightId = 0;
byte nextId = 1;
byte landed[READERS * READS + 1];

inline reset(e) {
  if :: e > lastReset -> lastReset = e :: else fi;
  cache = 0
}

proctype Writer() {
  byte version, e;
  atomic { rowLock == 0 -> rowLock = 1 };
  version = db + 1;
  atomic { epoch++; e = epoch };
  atomic { inDoubt++; reset(e) };
  if
  :: atomic { db = version; rowLock = 0 };
     atomic { epoch++; e = epoch };
     atomic { reset(e); inDoubt-- };
     atomic { if :: version > acknowledged -> acknowledged = version :: else fi }
  :: rowLock = 0;                                             /* rolled back: only the mark is lifted */
     atomic { inDoubt-- }
  fi
}

proctype Reader() {
  byte floor, got, mine, ticket;
  byte reads = 0;
  bit leads;
again:
  atomic { floor = acknowledged; if :: seen > floor -> floor = seen :: else fi };
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
#ifdef BREAK_TICKET
       if :: inDoubt == 0 -> cache = got + 1 :: else fi;
#else
       if :: lastReset <= ticket && inDoubt == 0 && cache == 0 -> cache = got + 1 :: else fi;
#endif
       landed[mine] = got + 1
     }
  :: else -> atomic { landed[mine] != 0 -> got = landed[mine] - 1 }
  fi;
done:
  atomic { assert(got >= floor); if :: got > seen -> seen = got :: else fi };
  reads++;
  if :: reads < READS -> goto again :: else fi
}

init {
  byte i;
  atomic {
    run Writer(); run Writer();
    i = 0;
    do :: i < READERS -> run Reader(); i++ :: else -> break od
  };
  (_nr_pr == 1);
  assert(cache == 0 || cache == db + 1)
}
