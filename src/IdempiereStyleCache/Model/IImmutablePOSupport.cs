namespace IdempiereStyleCache;

/// <summary>
/// A persistent object that can be frozen. The generator implements it on every class marked
/// <see cref="POModelAttribute"/>; only such classes can live in a shared cache.
/// </summary>
public interface IImmutablePOSupport
{
    /// <summary>Whether the object is frozen: nothing reachable from it can be changed any more.</summary>
    bool IsImmutable { get; }

    /// <summary>
    /// Freezes the object and the children it has loaded; children loaded later are frozen as they arrive.
    /// Freezing twice is harmless, and there is no way back: an editable instance is a copy.
    /// </summary>
    void MarkImmutable();
}
