namespace IdempiereStyleCache;

/// <summary>
/// Says that a method changes a model object: on a parameter, the argument and what it holds; on a method, the object that it is called on. The analyzers
/// warn where a shared, cached object is given to it.
/// </summary>
/// <remarks>
/// The analyzers see by themselves what a method of the same compilation changes: the mark is for interfaces, virtual methods and other assemblies. It changes
/// nothing when the program runs.
/// </remarks>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Method)]
public sealed class ChangesPOAttribute : Attribute;
