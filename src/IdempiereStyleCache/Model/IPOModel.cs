namespace IdempiereStyleCache;

/// <summary>Gives caches and lists the model of a class without reflection. Implemented by the generator.</summary>
/// <typeparam name="TSelf">The model class itself.</typeparam>
public interface IPOModel<TSelf>
    where TSelf : PO, IPOModel<TSelf>
{
    /// <summary>What the generator knows of the class: its table, columns, key and children.</summary>
    static abstract POModelInfo<TSelf> ModelInfo { get; }
}
