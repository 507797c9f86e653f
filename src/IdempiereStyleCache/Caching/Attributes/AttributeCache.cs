using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <summary>
/// What a cached attribute keeps: a value for each key. It has a table of its own for the coherence, called as the attribute is signalled; a change of a table that it depends on resets
/// all of it.
/// </summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
internal sealed class AttributeCache<TKey, TValue>(string name, Retrieve<TKey, TValue> retrieve, ImmutableArray<string> dependsOn, bool allowsNull)
    : CCache<TKey, AttributeValue<TValue>>(SignalPrefix + name, capacity: 0, isKeyedByRecord: true)
    where TKey : notnull
{
    /// <summary>Begins the name under which attributes are signalled, so that none is called like a table.</summary>
    public const string SignalPrefix = "attribute:";

    internal override ImmutableArray<string> DependsOn => dependsOn;

    internal override bool MayBlock => true;

    internal override async ValueTask<AttributeValue<TValue>?> LoadAsync(TKey key, CacheLoadContext context)
    {
        Retrieval.ThrowIfReading(this, name, key);
        Retrieval? outer = Retrieval.Current is { } around && around.Node == context.Node ? around : null;
        Retrieval retrieval = new(context.Node, context.Trx, this, name, key, outer);
        try
        {
            // Ends with this method, as everything ambient does that an asynchronous method sets.
            AmbientContext.SetRetrieval(retrieval);
            TValue value = await retrieve(key, new RetrievalContext(retrieval, context)).ConfigureAwait(false);
            return value is not null || allowsNull
                ? new AttributeValue<TValue>(value)
                : throw new InvalidOperationException(
                    $"The retrieval of {name} returned null for the key {key}, but the attribute is not declared to be null. Return a value, or declare that it may be null; nothing was cached.");
        }
        finally
        {
            if (context.IsAsync)
            {
                await retrieval.DisposeAsync().ConfigureAwait(false);
            }
            else
            {
                retrieval.Close();
            }
        }
    }
}
