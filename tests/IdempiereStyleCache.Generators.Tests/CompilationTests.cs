using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IdempiereStyleCache.Generators.Tests;

/// <summary>What is generated compiles without error and warning, however the class is written.</summary>
public class CompilationTests
{
    private const string Types = """
        /// <summary>.</summary>
        public enum Kind : byte { /// <summary>.</summary>
        None }

        /// <summary>.</summary>
        /// <param name="A">.</param>
        /// <param name="B">.</param>
        public readonly record struct Pair(int A, string B);

        """;

    public static MatrixTheoryData<string, string> KeysAndCaches => new(
        [
            "int K { get; }", "int K { get; set; }", "int K { get; init; }", "long K { get; }", "long K { get; init; }", "string K { get; init; }",
            "Guid K { get; }", "Guid K { get; set; }", "Pair K { get; init; }",
        ],
        ["", ", CopyCache"]);

    [Theory]
    [MemberData(nameof(KeysAndCaches))]
    public void Every_key_in_every_cache(string key, string cache) => IsClean($$"""
        {{Types}}/// <summary>.</summary>
        [POModel("M"){{cache}}] public partial class M { [POKey] public partial {{key}} public partial int X { get; set; } }
        """);

    [Theory]
    [InlineData("byte")]
    [InlineData("sbyte")]
    [InlineData("short")]
    [InlineData("ushort")]
    [InlineData("int")]
    [InlineData("uint")]
    [InlineData("long")]
    [InlineData("ulong")]
    public void Every_enum_as_number_as_text_read_only_and_as_a_part_of_the_key(string number) => IsClean($$"""
        /// <summary>.</summary>
        public enum E : {{number}} { /// <summary>.</summary>
        A }
        /// <summary>.</summary>
        /// <param name="A">.</param>
        /// <param name="B">.</param>
        public readonly record struct K(E A, [property: POColumn(EnumAsText = true)] E B);
        /// <summary>.</summary>
        [POModel("M")] public partial class M
        {
            [POKey] public partial K Key { get; init; }
            public partial E Number { get; set; }
            public partial E? NumberOrNull { get; set; }
            [POColumn(EnumAsText = true)] public partial E Text { get; set; }
            [POColumn(EnumAsText = true)] public partial E? TextOrNull { get; set; }
            public partial E ReadNumber { get; }
            [POColumn(EnumAsText = true)] public partial E? ReadText { get; }
        }
        """);

    [Theory]
    [InlineData("partial class Outer { ", " }")]
    [InlineData("partial struct Outer { partial record Middle { partial record struct Inner { ", " } } }")]
    [InlineData("partial interface Outer { ", " }")]
    [InlineData("namespace A.B { namespace C { ", " } }")]
    [InlineData("namespace @int.@namespace { static partial class @static { ", " } }")]
    public void Every_place_for_a_class(string before, string after) =>
        IsClean($$"""{{before}}[POModel("M")] internal sealed partial class M { [POKey] public partial int M_ID { get; } }{{after}}""");

    [Theory]
    [InlineData("Kind Kind")]
    [InlineData("Guid Guid")]
    [InlineData("int System")]
    [InlineData("int IdempiereStyleCache")]
    [InlineData("int Model")]
    [InlineData("int Cache")]
    [InlineData("int global")]
    [InlineData("int value")]
    [InlineData("int field")]
    [InlineData("int @class")]
    [InlineData("int row")]
    [InlineData("int other")]
    [InlineData("int ordinal")]
    [InlineData("string? _X")]
    [InlineData("int Ämter")]
    public void Names_that_mean_something_else_elsewhere(string property) => IsClean($$"""
        {{Types}}/// <summary>.</summary>
        [POModel("M")] public partial class M { [POKey] public partial int M_ID { get; } public partial {{property}} { get; set; } public partial ImmutableArray<byte> Bytes { get; set; } }
        """);

    [Theory]
    [InlineData("trx")]
    [InlineData("CancellationToken")]
    [InlineData("@class")]
    [InlineData("Keys")]
    public void Names_of_keys_that_a_parameter_has(string key) => IsClean($$"""
        /// <summary>.</summary>
        [POModel("M")] public partial class M { [POKey] public partial int {{key}} { get; } }
        """);

    [Fact]
    public void A_file_without_nullability_has_text_that_can_be_null()
    {
        const string source = """
            #nullable disable
            /// <summary>.</summary>
            [POModel("M")] public partial class M { [POKey] public partial string M_ID { get; init; } public partial string Text { get; set; } public partial string Read { get; } }
            """;
        IsClean(source);
        Assert.EndsWith("{ IsNullable = true },", Generated.Line(Harness.GenerateOne(source), "new(\"Text\""), StringComparison.Ordinal);
    }

    [Fact]
    public void An_obsolete_type_warns_its_user_only()
    {
        string[] complaints =
        [
            .. Harness.Complaints(Complete("""
                /// <summary>.</summary>
                [Obsolete] public enum Old { /// <summary>.</summary>
                A }
                /// <summary>.</summary>
                [POModel("M")] public partial class M { [POKey] public partial int M_ID { get; } public partial Old Old { get; set; } }
                """)),
        ];
        Assert.All(complaints, static complaint => Assert.StartsWith("0.cs(", complaint, StringComparison.Ordinal));
    }

    // An override of a member that is protected internal elsewhere is protected, except where internals are seen.
    [Theory]
    [InlineData("Models", "protected override")]
    [InlineData("IdempiereStyleCache.Tests", "protected internal override")]
    public void Overrides_have_the_access_that_the_assembly_needs(string assembly, string access)
    {
        CSharpCompilation compilation = Harness.Compile(assembly, [], Sources.Tax);
        Assert.DoesNotContain(Harness.Complaints(Harness.Complete(compilation)), static complaint => !complaint.Contains("CS1591", StringComparison.Ordinal));
        string text = Harness.Run(compilation).GeneratedSources.Single().SourceText.ToString();
        Assert.StartsWith(access, Generated.Line(text, "override global::IdempiereStyleCache.POModelInfo ModelInfo =>"), StringComparison.Ordinal);
    }

    private static void IsClean(string source) => Assert.Empty(Harness.Complaints(Complete(source)));

    private static CSharpCompilation Complete(string source)
    {
        CSharpCompilation written = Harness.Compile(source);
        CSharpCompilation completed = Harness.Complete(written);
        Assert.NotEqual(written.SyntaxTrees.Length, completed.SyntaxTrees.Length);
        return completed;
    }
}
