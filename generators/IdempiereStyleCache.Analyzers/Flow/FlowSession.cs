using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace IdempiereStyleCache.Analyzers.Flow;

/// <summary>
/// One question and what it leads to: a method, the methods that it calls, the fields that it reads. What calls itself is assumed to do nothing at first, and
/// walked again until that makes no difference. What was found under an assumption of another's is not kept. Belongs to one thread.
/// </summary>
internal sealed class FlowSession(FlowContext context, CancellationToken cancellationToken)
{
    private const int MostRounds = 4;
    private const int MostDepth = 16;
    private const int MostMembers = 400;

    private readonly Dictionary<ISymbol, Open> _openResults = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, Open> _openMembers = new(SymbolEqualityComparer.Default);
    private int _lowestAssumed = int.MaxValue;
    private int _members;

    public FlowContext Context { get; } = context;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>What a method, or the beginning of a field or property, does.</summary>
    public FlowResult ResultOf(ISymbol member, Func<ControlFlowGraph>? known = null)
    {
        if (Context.TryGetResult(member, out FlowResult kept))
        {
            return kept;
        }

        return Answer(_openResults, member, FlowResult.Empty, static (one, other) => one.SaysTheSameAs(other), Walk, Context.Keep);

        FlowResult Walk() => (known?.Invoke() ?? Context.GraphOf(member, CancellationToken)) is { } graph
            ? new FlowEvaluator(this, member).Analyze(graph)
            : FlowResult.Empty;
    }

    /// <summary>What a field or property of a class holds, if everything that it is ever set to comes from a cache; otherwise unknown.</summary>
    public FlowValue ValueOf(ISymbol member)
    {
        if (Context.TryGetMember(member, out FlowValue kept))
        {
            return kept;
        }

        return Answer(_openMembers, member, FlowValue.None, static (one, other) => one.Equals(other), () => MemberWrites.ValueOf(member, this), Context.Keep);
    }

    private T Answer<T>(Dictionary<ISymbol, Open> questions, ISymbol member, T assumed, Func<T, T, bool> same, Func<T> find, Action<ISymbol, T> keep)
        where T : class
    {
        if (questions.TryGetValue(member, out Open? open))
        {
            open.IsAssumed = true;
            _lowestAssumed = Math.Min(_lowestAssumed, open.Depth);
            return (T)open.Assumed;
        }

        int depth = _openResults.Count + _openMembers.Count;
        if (depth >= MostDepth || _members++ > MostMembers)
        {
            _lowestAssumed = Math.Min(_lowestAssumed, 0);
            return assumed;
        }

        open = new Open(depth, assumed);
        questions.Add(member, open);
        T found = find();
        for (int round = 1; open.IsAssumed && round < MostRounds && !same(found, (T)open.Assumed); round++)
        {
            open.Assumed = found;
            found = find();
        }

        questions.Remove(member);
        if (_lowestAssumed >= open.Depth)
        {
            _lowestAssumed = int.MaxValue;
            keep(member, found);
        }

        return found;
    }

    private sealed class Open(int depth, object assumed)
    {
        public int Depth { get; } = depth;

        public object Assumed { get; set; } = assumed;

        public bool IsAssumed { get; set; }
    }
}
