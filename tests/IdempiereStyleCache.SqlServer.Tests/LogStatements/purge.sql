-- Only rows of ended transactions are below the bound.

DELETE TOP (@batch) FROM isc_invalidation WHERE stamp < CAST(@bound AS binary(8));
