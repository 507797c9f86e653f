namespace IdempiereStyleCache;

/// <summary>Compares record keys of any type; whole numbers by value, so that <c>124</c> and <c>124L</c> name one record.</summary>
internal sealed class RecordKeyComparer : IEqualityComparer<object>
{
    public static RecordKeyComparer Instance { get; } = new();

    public new bool Equals(object? x, object? y) => object.Equals(Widen(x), Widen(y));

    public int GetHashCode(object obj) => Widen(obj)!.GetHashCode();

    /// <summary>Whether two keys could be equal by their types.</summary>
    public static bool IsSameKind(object x, object y) => Widen(x)!.GetType() == Widen(y)!.GetType();

    private static object? Widen(object? key) => key switch
    {
        int number => (long)number,
        short number => (long)number,
        byte number => (long)number,
        uint number => (long)number,
        ushort number => (long)number,
        sbyte number => (long)number,
        _ => key,
    };
}
