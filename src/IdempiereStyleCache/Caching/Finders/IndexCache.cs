using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <summary>
/// What a finder keeps: the records under each key of an index. It has a table of its own for the coherence, called as the index is signalled, whose records are the keys of the index.
/// </summary>
/// <remarks>
/// <para>A key is reset when a record comes under it, which the save that does it signals, and when a record under it is reset, which <see cref="IndexMembers{TKey, T}"/> passes on. A
/// change of the table that says less resets all.</para>
/// <para>Who may run between any two lines of a load: resets and marks of the records that it reads. The load takes its ticket before it asks the database. When it knows which records
/// there are, it first says so to the members, and then shares each through the cache of records, under that ticket: a reset before the ticket is in what was read; one after it, before
/// the members knew, fails the sharing; a later one finds the key in the members.</para>
/// </remarks>
/// <typeparam name="TKey">The type of the index's keys.</typeparam>
/// <typeparam name="TId">The type of the records' keys.</typeparam>
/// <typeparam name="T">The model class.</typeparam>
internal sealed class IndexCache<TKey, TId, T>(POCache<TId, T> records, POIndexInfo<TKey, T> index) : CCache<TKey, FoundRecords<T>>(index.SignalName, capacity: 0, isKeyedByRecord: true)
    where TKey : notnull
    where TId : notnull
    where T : PO, IPOModel<T>
{
    private readonly POModelInfo<TId, T> _model = (POModelInfo<TId, T>)(POModelInfo)T.ModelInfo;

    /// <summary>Makes one with the limits of the cache of records.</summary>
    public static IndexCache<TKey, TId, T> Over(POCache<TId, T> records, POIndexInfo<TKey, T> index) =>
        new(records, index) { MissCapacity = records.MissCapacity, MissExpiration = records.MissExpiration, Limits = records.Limits };

    internal override RecordKeyShape KeyShape => index.KeyShape;

    internal override ImmutableArray<string> EmbeddedTables { get; } = [T.ModelInfo.TableName, .. T.ModelInfo.EmbeddedTables];

    internal override IEqualityComparer<TKey>? Comparer => index.IgnoresCase ? index.Comparer : null;

    internal override TKey Normalize(TKey key) => index.Normalize(key);

    internal override object Attach(CacheStore<TKey, FoundRecords<T>> store) => new IndexMembers<TKey, T>(store, _model.KeyShape);

    internal override void Removed(CacheStore<TKey, FoundRecords<T>> store, TKey key) => MembersOf(store).Forget(key);

    internal override void Emptied(CacheStore<TKey, FoundRecords<T>> store, CacheEntries<TKey, FoundRecords<T>> removed, CacheReset? reset) =>
        (store.Attachment as IndexMembers<TKey, T>)?.ForgetAll();

    internal override void NotAdded(CacheStore<TKey, FoundRecords<T>> store, TKey key)
    {
        if (!store.Entries.TryGet(key, out _))
        {
            MembersOf(store).Forget(key);
        }
    }

    internal override async ValueTask<FoundRecords<T>?> LoadAsync(TKey key, CacheLoadContext context)
    {
        long? ticket = context.Trx is null ? context.Node.Bus.Epoch : context.Trx.IsIsolated || HasChanged(context.Trx, key) ? null : context.Trx.LoadTicket;
        ImmutableArray<T> found = await IndexQuery.ReadAsync(index, key, context).ConfigureAwait(false);
        if (found.IsEmpty)
        {
            return null;
        }

        return new FoundRecords<T>(ticket is { } taken ? Share(key, found, taken, context) : [.. found.Select(one => records.HandOutLoaded(one, context.Trx!))]);
    }

    private protected override bool HasChanged(Trx trx, TKey key) => EmbeddedTables.Any(trx.HasChangedTable);

    private ImmutableArray<T> Share(TKey key, ImmutableArray<T> found, long ticket, CacheLoadContext context)
    {
        CacheStore<TKey, FoundRecords<T>> store = StoreOf(context.Node);
        MembersOf(store).Add(key, [.. found.Select(one => (object)_model.GetKey(one))]);
        ImmutableArray<T>.Builder shared = ImmutableArray.CreateBuilder<T>(found.Length);
        foreach (T one in found)
        {
            shared.Add(records.Share(one, context.Node, ticket, out PublishOutcome outcome));
            Note(context.Flight, outcome);
        }

        return shared.MoveToImmutable();
    }

    private static void Note(LoadFlight? flight, PublishOutcome outcome)
    {
        if (flight is not null)
        {
            flight.Verdict = outcome switch
            {
                PublishOutcome.TooOld => LoadVerdict.Overtaken,
                PublishOutcome.InDoubt when flight.Verdict == LoadVerdict.None => LoadVerdict.InDoubt,
                _ => flight.Verdict,
            };
        }
    }

    private static IndexMembers<TKey, T> MembersOf(CacheStore<TKey, FoundRecords<T>> store) => (IndexMembers<TKey, T>)store.Attachment!;
}
