using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace IdempiereStyleCache.Analyzers.Sql;

/// <summary>
/// ISC0009: an SQL text that changes a cached table is executed, and nothing in the same member tells the caches. Reads the text itself; knows what executes it by the names of
/// the parameters that take SQL (ADO.NET, Dapper, Entity Framework and most helpers agree on them).
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandWrittenSqlAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The id of the rule.</summary>
    public const string DiagnosticId = "ISC0009";

    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        DiagnosticId,
        "Hand-written SQL changes a cached table and no cache hears of it",
        "This SQL changes {0}, whose records {1} keeps in a cache, and no cache hears of it: call MarkChanged(\"{0}\") on the transaction, or declare HasTriggers on {1}",
        DiagnosticSeverity.Warning,
        "The framework does not read SQL. Who changes a cached table with a statement of his own must say so: MarkChanged on the transaction, a reset of the bus after the statement, a row in the "
        + "invalidation log, or triggers that write it.");

    private static readonly HashSet<string> s_parametersOfSql = new(StringComparer.OrdinalIgnoreCase) { "sql", "commandText", "cmdText", "query", "statement", "sqlText", "sqlStatement" };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (CachedTables.Of(start.Compilation) is { } tables)
            {
                start.RegisterOperationBlockAction(block => Analyze(block, tables));
            }
        });
    }

    private static void Analyze(OperationBlockAnalysisContext context, Lazy<CachedTables> tables)
    {
        foreach (IOperation member in context.OperationBlocks)
        {
            ResetsInMember? resets = null;
            foreach (IOperation operation in member.Descendants())
            {
                if (TextExecutedBy(operation) is not { } text)
                {
                    continue;
                }

                foreach (string changed in SqlText.Of(text, member).SelectMany(SqlChanges.In).Distinct(StringComparer.OrdinalIgnoreCase))
                {
                    if (tables.Value.Find(changed) is { } cached && !(resets ??= new ResetsInMember(member)).Cover(cached.Table, cached.Model, operation))
                    {
                        context.ReportDiagnostic(Diagnostic.Create(Descriptor, text.Syntax.GetLocation(), cached.Table, cached.Model));
                    }
                }
            }
        }
    }

    /// <summary>The SQL text that an operation sends, or makes a command of; null when it is not such an operation.</summary>
    private static IOperation? TextExecutedBy(IOperation operation) => operation switch
    {
        IInvocationOperation call => TextAmong(call.Arguments),
        IObjectCreationOperation { Type: { } type } creation when type.Name.EndsWith("Command", StringComparison.Ordinal) || type.Name is "CommandDefinition" => TextAmong(creation.Arguments),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "CommandText" } } assignment => assignment.Value,
        _ => null,
    };

    private static IOperation? TextAmong(ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (IArgumentOperation argument in arguments)
        {
            if (argument.Parameter is { } parameter && s_parametersOfSql.Contains(parameter.Name)
                && (parameter.Type.SpecialType == SpecialType.System_String || parameter.Type.Name == "FormattableString"))
            {
                return argument.Value;
            }
        }

        return null;
    }
}
