namespace IdempiereStyleCache.Analyzers.Flow;

/// <summary>What a truth value says: that the object under a name is editable when the value is this.</summary>
/// <param name="Key">The name, as the state keeps it.</param>
/// <param name="EditableWhen">The truth value that proves it.</param>
internal sealed record FlowTest(object Key, bool EditableWhen)
{
    public FlowTest Negated => this with { EditableWhen = !EditableWhen };
}
