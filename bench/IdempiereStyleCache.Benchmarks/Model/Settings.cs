namespace IdempiereStyleCache.Benchmarks;

/// <summary>A cached attribute.</summary>
public static partial class Settings
{
    [Cached(DependsOn = [typeof(MPart)])]
    public static partial string Motto { get; }

    private static string RetrieveMotto(RetrievalContext context) => "Everything grows";
}
