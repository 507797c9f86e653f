using IdempiereStyleCache.ModelRules.Models;

namespace IdempiereStyleCache.ModelRules.Cached;

/// <summary>All that the generator needs to know of one member that is marked with <c>[Cached]</c>.</summary>
internal sealed record CachedMember
{
    /// <summary>The namespace as it is written after the keyword, or empty for the global one.</summary>
    public required string Namespace { get; init; }

    /// <summary>The types around the member as they are opened, outermost first.</summary>
    public required EquatableArray<string> Types { get; init; }

    /// <summary>The name of the generated file.</summary>
    public required string HintName { get; init; }

    /// <summary>The member as it is declared, with modifiers and type, a method with its parameters.</summary>
    public required string Heading { get; init; }

    /// <summary>Whether it is a property; a method otherwise.</summary>
    public required bool IsProperty { get; init; }

    /// <summary>The rest; null for a member that cannot be completed.</summary>
    public required CachedRetrieval? Retrieval { get; init; }
}

/// <summary>How a cached member gets its value.</summary>
internal sealed record CachedRetrieval
{
    /// <summary>The name of the member.</summary>
    public required string Name { get; init; }

    /// <summary>What the attribute is called in messages and signals.</summary>
    public required string SignalName { get; init; }

    /// <summary>The class or struct as it is written inside itself.</summary>
    public required string Owner { get; init; }

    public required bool IsStatic { get; init; }

    /// <summary>The type of the value as it is written in generated code.</summary>
    public required string ValueType { get; init; }

    /// <summary>Whether null is a value.</summary>
    public required bool AllowsNull { get; init; }

    /// <summary>Whether the member returns a task.</summary>
    public required bool IsAsync { get; init; }

    /// <summary>Whether the member returns a <c>Task</c>, not a <c>ValueTask</c>.</summary>
    public required bool ReturnsTask { get; init; }

    /// <summary>The type of each part of the key: those of the instance first, then the parameters.</summary>
    public required EquatableArray<string> KeyTypes { get; init; }

    /// <summary>The expressions of the instance's parts.</summary>
    public required EquatableArray<string> InstanceKeys { get; init; }

    /// <summary>The parameters that are parts of the key, each as <c>type name</c>.</summary>
    public required EquatableArray<string> Parameters { get; init; }

    /// <summary>The parameter that is a transaction; null for none.</summary>
    public required string? TrxParameter { get; init; }

    /// <summary>The parameter that is a token; null for none.</summary>
    public required string? TokenParameter { get; init; }

    /// <summary>The name of the method that retrieves the value.</summary>
    public required string Method { get; init; }

    public required bool IsMethodStatic { get; init; }

    /// <summary>What the retrieval's result must be wrapped into: nothing for a <c>ValueTask</c>.</summary>
    public required bool IsMethodValueTask { get; init; }

    /// <summary>The tables whose changes make the value out of date.</summary>
    public required EquatableArray<string> DependsOn { get; init; }

    /// <summary>The accessibility of the member, for what is generated beside it.</summary>
    public required string Accessibility { get; init; }
}
