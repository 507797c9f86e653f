using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.Analyzers;

/// <summary>Makes the descriptors of the rules, so that each has its page.</summary>
internal static class Rule
{
    /// <summary>Where the pages of the rules are.</summary>
    private const string Pages = "https://github.com/IdempiereStyleCache/IdempiereStyleCache/blob/main/docs/reference/rules/";

    private const string Category = "IdempiereStyleCache";

    /// <summary>Makes a descriptor; its help link follows from its id.</summary>
    public static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity, string description) =>
        new(id, title, message, Category, severity, isEnabledByDefault: true, description, helpLinkUri: $"{Pages}{id}.md");
}
