using IdempiereStyleCache.ModelRules;
using Microsoft.CodeAnalysis.CSharp;

namespace IdempiereStyleCache.Generators;

/// <summary>Names of the framework and literals as generated code writes them.</summary>
internal static class Core
{
    public const string Namespace = "global::IdempiereStyleCache.";
    public const string PO = Namespace + "PO";
    public const string Trx = GeneratedMembers.Trx;
    public const string RowReader = Namespace + "PORowReader";
    public const string ModelInfo = Namespace + "POModelInfo";
    public const string List = Namespace + "POList";

    /// <summary>Marks what the generator wrote, so that checkers pass over it. Not put on the class or its columns: they are the user's.</summary>
    public static string GeneratedCode { get; } =
        $"[global::System.CodeDom.Compiler.GeneratedCode(\"IdempiereStyleCache.Generators\", \"{typeof(Core).Assembly.GetName().Version.ToString(3)}\")]";

    /// <summary>A text as a literal, null as the keyword.</summary>
    public static string Literal(string? text) => text is null ? "null" : SymbolDisplay.FormatLiteral(text, quote: true);

    public static string Literal(bool value) => value ? "true" : "false";

    /// <summary>A text as it is written in a documentation comment.</summary>
    public static string Doc(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\r", " ").Replace("\n", " ");
}
