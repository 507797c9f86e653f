-- What triggers wrote in this very transaction for the framework's own saves becomes the framework's.

UPDATE l SET node_id = @node FROM isc_invalidation AS l WHERE l.trx_id = CURRENT_TRANSACTION_ID() AND l.node_id IS NULL;
