namespace IdempiereStyleCache;

/// <summary>A value that was retrieved: null, or zero, is one as good as any other. Immutable.</summary>
/// <typeparam name="TValue">The type of the value.</typeparam>
internal sealed class AttributeValue<TValue>(TValue value)
{
    public TValue Value => value;
}
