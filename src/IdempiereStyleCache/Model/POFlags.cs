namespace IdempiereStyleCache;

[Flags]
internal enum POFlags : byte
{
    None = 0,
    Immutable = 1,
    New = 2,
    Deleted = 4,

    /// <summary>Was added to a parent's list and not removed since.</summary>
    InList = 8,
}
