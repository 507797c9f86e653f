namespace IdempiereStyleCache;

/// <summary>Who makes the key of a new record.</summary>
public enum POKeyGeneration
{
    /// <summary>The application assigns it before the first save.</summary>
    Assigned,

    /// <summary>The database makes it with the insert (identity, autoincrement, sequence).</summary>
    Database,

    /// <summary>The framework makes a <see cref="Guid"/> before the insert.</summary>
    Framework,
}
