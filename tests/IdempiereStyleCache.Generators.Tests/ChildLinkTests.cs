using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IdempiereStyleCache.Generators.Tests;

/// <summary>Where the parent finds the column of the child that holds its key.</summary>
public class ChildLinkTests
{
    private const string Parent = "[POModel(\"P\")] public partial class P { [POKey] public partial int P_ID { get; } [Children] public partial POList<C> Children { get; } }";

    [Fact]
    public void The_link_is_the_columns_position_among_the_childs_columns()
    {
        const string child = """
            public readonly record struct Pair(int A, int B);
            [POModel("C")] public partial class C
            {
                public partial int Before { get; set; }
                [POKey] public partial Pair Key { get; init; }
                public static int NoColumn { get; set; }
                public partial string Mine { get; }
                public partial string Mine => "";
                [ParentKey(typeof(P))] public partial int P_ID { get; }
            }
            """;
        Assert.Contains("new(nameof(Children), 3, null, ", Link(Harness.Generate(Parent, child)["P.POModel.g.cs"]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_link_can_be_a_part_of_the_childs_key()
    {
        const string child = """
            public readonly record struct Pair(int A, [property: ParentKey(typeof(P))] int P_ID);
            [POModel("C")] public partial class C { [POKey] public partial Pair Key { get; init; } }
            """;
        Assert.Contains("new(nameof(Children), 1, null, ", Link(Harness.Generate(Parent, child)["P.POModel.g.cs"]), StringComparison.Ordinal);
    }

    // The two refer to each other, so they are in one assembly; a parent without list can be in another.
    [Fact]
    public void A_parent_can_be_in_another_assembly()
    {
        MetadataReference reference = Harness.Emit(Harness.Complete(Harness.Compile("Family", [], Sources.Tax)));
        CSharpCompilation compilation = Harness.Compile("Models", [reference],
            "[POModel(\"C\")] internal partial class C { [POKey] public partial int C_ID { get; } [ParentKey(typeof(Garden.MTax))] public partial int C_Tax_ID { get; set; } }");
        Assert.Empty(Harness.Complaints(Harness.Complete(compilation)));
        Assert.Contains("new(1, global::IdempiereStyleCache.POModelInfo.Of<global::Garden.MTax>),", Harness.Run(compilation).GeneratedSources.Single().SourceText.ToString(), StringComparison.Ordinal);
    }

    // A key of several columns in a referenced assembly looks like any struct.
    [Fact]
    public void A_key_of_several_columns_can_be_in_another_assembly()
    {
        MetadataReference reference = Harness.Emit(Harness.Compile("Keys", [], "public readonly record struct Pair(int A, [property: POColumn(\"b\")] string B);"));
        CSharpCompilation compilation = Harness.Compile("Models", [reference], "[POModel(\"C\")] internal partial class C { [POKey] public partial Pair Key { get; init; } }");
        Assert.Empty(Harness.Complaints(Harness.Complete(compilation)));
        Assert.Equal(["A", "b"], Generated.ColumnNames(Harness.Run(compilation).GeneratedSources.Single().SourceText.ToString()));
    }

    private static string Link(string text) => Generated.Line(text, "new(nameof(Children)");
}
