namespace IdempiereStyleCache;

/// <summary>
/// Marks the one property that is the record's key: an <see cref="int"/>, <see cref="long"/>, <see cref="string"/> or <see cref="Guid"/>,
/// or, for a key of several columns, a <c>readonly record struct</c> whose positional parameters are the columns in order.
/// </summary>
/// <remarks>
/// A whole-number key without setter comes from the database when the record is inserted; a <see cref="Guid"/> without setter is
/// made by the framework; any key with a setter (or <c>init</c>) is the application's to assign.
/// </remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class POKeyAttribute : Attribute;
