namespace IdempiereStyleCache.Generators;

/// <summary>The names of the generator's steps, by which tests see what was run again and what was not.</summary>
internal static class TrackingNames
{
    /// <summary>A class is read from the compilation.</summary>
    public const string ReadModel = nameof(ReadModel);

    /// <summary>The text of a class's generated part.</summary>
    public const string EmittedModel = nameof(EmittedModel);

    /// <summary>A cached attribute is read from the compilation.</summary>
    public const string ReadCached = nameof(ReadCached);

    /// <summary>The text of a cached attribute's generated part.</summary>
    public const string EmittedCached = nameof(EmittedCached);

    public static IReadOnlyList<string> All { get; } = [ReadModel, EmittedModel];
}
