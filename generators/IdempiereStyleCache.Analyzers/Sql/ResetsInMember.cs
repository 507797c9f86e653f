using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IdempiereStyleCache.Analyzers.Sql;

/// <summary>What in a member tells caches that a table has changed.</summary>
internal sealed class ResetsInMember
{
    private const string LogTable = "invalidation";

    private readonly IOperation _member;
    private readonly List<IInvocationOperation> _calls = [];
    private readonly List<string> _logged = [];
    private readonly List<string> _created = [];

    public ResetsInMember(IOperation member)
    {
        _member = member;
        foreach (IOperation operation in member.Descendants())
        {
            if (operation is IInvocationOperation { TargetMethod: { Name: "MarkChanged" or "Reset" or "ResetGroup" or "ResetAll" } method } call && IsOfFramework(method.ContainingType))
            {
                _calls.Add(call);
            }
            else if (operation is ILiteralOperation or IInterpolatedStringOperation)
            {
                string[] texts = [.. SqlText.Of(operation, member)];
                _logged.AddRange(texts.Where(static text => SqlChanges.In(text).Any(static table => table.EndsWith(LogTable, StringComparison.OrdinalIgnoreCase))));
                _created.AddRange(texts.SelectMany(SqlChanges.CreatedIn));
            }
        }
    }

    /// <summary>
    /// Whether a change of a table by a statement is told, or needs not be: nobody has read a table that is made here. What is marked on a transaction counts wherever it stands,
    /// a reset only after the statement.
    /// </summary>
    public bool Cover(string table, string model, IOperation statement) =>
        _created.Contains(table, StringComparer.OrdinalIgnoreCase) || _calls.Any(call => IsAbout(call, table, model) && (call.TargetMethod.Name == "MarkChanged" || IsAfter(call, statement))) || _logged.Any(text => Names(text, table));

    private static bool IsOfFramework(INamedTypeSymbol? type)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.BaseType)
        {
            if (level.ContainingNamespace is { Name: "IdempiereStyleCache", ContainingNamespace.IsGlobalNamespace: true } && level.Name is "Trx" or "CacheResetBus" or "CCache")
            {
                return true;
            }
        }

        return false;
    }

    private bool IsAbout(IInvocationOperation call, string table, string model)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter is { Name: "tableName" })
            {
                string[] names = [.. SqlText.Of(argument.Value, _member)];
                return names.Length == 0 || names.Contains(table, StringComparer.OrdinalIgnoreCase) || names.Contains("*");
            }
        }

        // A reset of everything, of a group, or of one cache: that of the class where the cache says so.
        return call.TargetMethod.ContainingType.Name == "CacheResetBus" || call.Instance?.Type is not INamedTypeSymbol { TypeArguments: { Length: > 0 } types }
            || types.All(static type => type is not INamedTypeSymbol named || named.TypeKind != TypeKind.Class || named.SpecialType != SpecialType.None) || types.Any(type => type.Name == model);
    }

    // In a loop what stands before comes after, too.
    private static bool IsAfter(IOperation reset, IOperation statement)
    {
        if (reset.Syntax.SpanStart > statement.Syntax.SpanStart)
        {
            return true;
        }

        for (IOperation? outer = statement.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is ILoopOperation && outer.Syntax.Span.Contains(reset.Syntax.Span))
            {
                return true;
            }
        }

        return false;
    }

    // A parameter, or what is put in when the program runs, may name any table.
    private static bool Names(string text, string table) => SqlTokens.Of(text).Any(token =>
        (token.Kind == SqlTokenKind.Text && (token.Text == "*" || string.Equals(token.Text, table, StringComparison.OrdinalIgnoreCase)))
        || token.IsSign('@') || token.IsSign(SqlText.Hole));
}
