namespace IdempiereStyleCache;

/// <summary>What a cache removed while a request scope that began before could still read it.</summary>
internal interface IRetainedVersion
{
    /// <summary>The epoch from which it was valid.</summary>
    long Since { get; }

    /// <summary>How many entries it is: one, or all that a whole reset removed.</summary>
    int Count { get; }

    /// <summary>Lets scopes find it. Called with the gate of <see cref="OpenScopes"/> held.</summary>
    void Keep();

    /// <summary>Forgets it. Called with the gate of <see cref="OpenScopes"/> held.</summary>
    void Drop();
}
