namespace IdempiereStyleCache;

/// <summary>
/// Marks the version of a record: an <see cref="int"/> or <see cref="long"/> that grows by one with every save, or a <see cref="Guid"/> that is
/// replaced. A save whose token no longer matches the database throws <see cref="POConcurrencyException"/> and writes nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ConcurrencyTokenAttribute : Attribute;
