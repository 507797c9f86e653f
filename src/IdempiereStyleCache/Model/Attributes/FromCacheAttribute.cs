namespace IdempiereStyleCache;

/// <summary>
/// Says that the model objects of a member come from a cache: frozen and shared with everybody who asks. Changing one throws when the program runs; the
/// analyzers find it when it is built.
/// </summary>
/// <remarks>
/// <para>The generated accessors carry it. Put it on accessors of your own whose result is shared: <c>[return: FromCache]</c> on a method, <c>[FromCache]</c> on a
/// property, a field or a parameter. What a <see cref="Task{TResult}"/>, a collection or a dictionary holds counts as marked too.</para>
/// <para>The analyzers see by themselves that a method of the same compilation returns what it got from a cache: the mark is for interfaces, virtual methods and
/// other assemblies. It changes nothing when the program runs.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.ReturnValue | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class FromCacheAttribute : Attribute;
