namespace IdempiereStyleCache.Tests;

/// <summary>Runs work in the test's node but outside its request scopes, as another request does.</summary>
internal static class Apart
{
    public static T Run<T>(Func<T> work)
    {
        CacheNode node = CacheNode.Current;
        using AsyncFlowControl flow = ExecutionContext.SuppressFlow();
        return Background.Run(() =>
        {
            using IDisposable ambient = node.Use();
            return work();
        }).Result();
    }

    public static void Run(Action work) => Run(() =>
    {
        work();
        return true;
    });
}
