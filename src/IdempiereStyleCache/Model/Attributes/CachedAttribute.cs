namespace IdempiereStyleCache;

/// <summary>
/// Marks a partial property or method of any partial class whose value is retrieved once and then shared until something changes that it depends on. The generator implements it, and adds
/// a method <c>Invalidate</c> with the member's name behind it. The value is retrieved by a method of the class named <c>Retrieve</c> with the member's name behind it, which takes the
/// parameters of the member, if it has any, and a <see cref="RetrievalContext"/>, and returns the value, or a <see cref="ValueTask{TResult}"/> or <see cref="Task{TResult}"/> of it.
/// </summary>
/// <remarks>
/// <para>Instances whose properties or fields marked <see cref="InstanceKeyAttribute"/> are equal share the value, and so do those of derived classes; without such, all instances do. The
/// parameters of a method are part of the key too, except a <see cref="Trx"/> and a <see cref="CancellationToken"/>.</para>
/// <para>The value must be of an immutable type. A member that returns a task needs a retrieval that does.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method, Inherited = false)]
public sealed class CachedAttribute : Attribute
{
    /// <summary>The model classes of the tables whose changes make the value out of date: <c>DependsOn = [typeof(MProduct)]</c>.</summary>
    public Type[] DependsOn { get; set; } = [];

    /// <summary>
    /// Tables without a model class whose changes make the value out of date, by name. A constant that the generator makes, such as <c>MProduct.TableName</c>, is not known when this is read.
    /// </summary>
    public string[] Tables { get; set; } = [];
}
