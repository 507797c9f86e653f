using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <summary>
/// The mark on what a commit under way is changing. Ends with <see cref="Dispose"/>: after <see cref="Committed"/> the records are reset and the listeners told;
/// without it the commit did not take place, and nobody is told: what loads have found meanwhile is not published.
/// </summary>
internal sealed class InDoubtMark(CacheResetBus bus, ImmutableArray<CacheReset> resets, ImmutableArray<(TableCoherence Table, CacheReset Reset)> marked) : IDisposable
{
    private bool _committed;

    public void Committed() => _committed = true;

    public void Dispose() => bus.Lift(resets, marked, _committed);
}
