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

    private AmbientContext(CacheNode? node, RequestScope? scope)
    {
        Node = node;
        Scope = scope;
    }

    /// <summary>What is ambient here; null for nothing.</summary>
    public static AmbientContext? Current => t_current;

    /// <summary>The ambient node; null for the process's default.</summary>
    public CacheNode? Node { get; }

    /// <summary>The innermost scope; it may have ended in another flow.</summary>
    public RequestScope? Scope { get; }

    /// <summary>Makes a node ambient from here on in this flow; the scope stays.</summary>
    public static void SetNode(CacheNode? node) => Set(node, Current?.Scope);

    /// <summary>Makes a scope ambient from here on in this flow; the node stays.</summary>
    public static void SetScope(RequestScope? scope) => Set(Current?.Node, scope);

    private static void Set(CacheNode? node, RequestScope? scope) => s_flow.Value = node is null && scope is null ? null : new AmbientContext(node, scope);
}
