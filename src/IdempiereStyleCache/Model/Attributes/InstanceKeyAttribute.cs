namespace IdempiereStyleCache;

/// <summary>Marks a property or field by which the <see cref="CachedAttribute"/> members of its class tell instances apart. Its type must compare by value and never change.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class InstanceKeyAttribute : Attribute;
