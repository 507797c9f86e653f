namespace IdempiereStyleCache;

/// <summary>
/// What is ambient in a flow of code: the node made ambient with <see cref="CacheNode.Use"/>, and the innermost request scope. Follows <c>await</c>. Immutable.
/// </summary>
/// <remarks>
/// A read asks for it every time, so what the flow carries is mirrored in a field of the thread: the runtime tells of every change, also when a thread takes up another flow.
/// </remarks>
internal sealed class AmbientContext
{
    private static readonly AsyncLocal<AmbientContext?> s_flow = new(static change => t_current = change.CurrentValue);

    [ThreadStatic]
    private static AmbientContext? t_current;

    private AmbientContext(CacheNode? node, RequestScope? scope, Retrieval? retrieval)
    {
        Node = node;
        Scope = scope;
        Retrieval = retrieval;
    }

    /// <summary>What is ambient here; null for nothing.</summary>
    public static AmbientContext? Current => t_current;

    /// <summary>The ambient node; null for the process's default.</summary>
    public CacheNode? Node { get; }

    /// <summary>The innermost scope; it may have ended in another flow.</summary>
    public RequestScope? Scope { get; }

    /// <summary>The innermost retrieval of a cached attribute under way; null for none.</summary>
    public Retrieval? Retrieval { get; }

    /// <summary>Makes a node ambient from here on in this flow; the rest stays.</summary>
    public static void SetNode(CacheNode? node) => Set(node, Current?.Scope, Current?.Retrieval);

    /// <summary>Makes a scope ambient from here on in this flow; the rest stays.</summary>
    public static void SetScope(RequestScope? scope) => Set(Current?.Node, scope, Current?.Retrieval);

    /// <summary>
    /// Makes a retrieval ambient from here on in this flow, with its node, and leaves every request scope: what is retrieved is for everybody, so it must not be made of what one request
    /// may still see.
    /// </summary>
    public static void SetRetrieval(Retrieval retrieval)
    {
        // On the default node reads need not look around for it: a hit is one, and a miss asks for the retrieval by itself.
        if (!retrieval.Node.IsDefault)
        {
            CacheNode.RequireAttention(CacheAttention.Ambient);
        }

        Set(retrieval.Node, null, retrieval);
    }

    /// <summary>
    /// Leaves every request scope from here on in this flow, for a load: what is loaded is for everybody, so a loader that reads other caches must not see what one request may still see.
    /// An asynchronous method that calls it is back in the scope when it returns.
    /// </summary>
    public static void LeaveScopes()
    {
        if (Current?.Scope is not null)
        {
            SetScope(null);
        }
    }

    private static void Set(CacheNode? node, RequestScope? scope, Retrieval? retrieval) =>
        s_flow.Value = node is null && scope is null && retrieval is null ? null : new AmbientContext(node, scope, retrieval);
}
