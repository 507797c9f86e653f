namespace IdempiereStyleCache;

/// <summary>
/// Keeps the class in a <see cref="POCopyCache{TKey, T}"/>: <c>Get</c> returns an editable copy of its own to every caller, as iDempiere's
/// older caches do. It costs a copy on every read; it is there for code that changes what it gets.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CopyCacheAttribute : Attribute;
