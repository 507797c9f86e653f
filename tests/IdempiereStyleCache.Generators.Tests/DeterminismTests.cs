using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IdempiereStyleCache.Generators.Tests;

public class DeterminismTests
{
    [Fact]
    public void Two_runs_over_one_source_give_the_same_text() =>
        Assert.Equal(Harness.Generate(Sources.Product, Sources.ProductPrice), Harness.Generate(Sources.Product, Sources.ProductPrice));

    [Fact]
    public void The_order_in_which_files_are_compiled_does_not_matter()
    {
        const string first = "namespace Garden; public partial class MTax { public partial string A { get; set; } }";
        CSharpCompilation compilation = Harness.Compile(Sources.Tax, first);
        CSharpCompilation reversed = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Reverse());
        Assert.Equal(Text(compilation), Text(reversed));
    }

    [Fact]
    public void Columns_of_several_parts_stand_in_the_order_of_files_then_lines()
    {
        string text = Harness.GenerateOne(
            "public partial class M { public partial int C { get; set; } }",
            "[POModel(\"M\")] public partial class M { [POKey] public partial int M_ID { get; } public partial int B { get; set; } }",
            "public partial class M { public partial int A { get; set; } }");
        Assert.Equal(["C", "M_ID", "B", "A"], Generated.ColumnNames(text));
    }

    [Fact]
    public void Lines_end_as_on_every_machine() => Assert.DoesNotContain('\r', Harness.GenerateOne(Sources.Tax.Replace("\n", "\r\n", StringComparison.Ordinal)));

    private static IEnumerable<string> Text(Compilation compilation) => Harness.Run(compilation).GeneratedSources.Select(static source => source.SourceText.ToString());
}
