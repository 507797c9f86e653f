using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IdempiereStyleCache.Generators.Tests;

/// <summary>What an edit makes run again, and what it does not.</summary>
public class IncrementalCachingTests
{
    private const string Unrelated = "public class Other { public int X() => 1; }";

    [Fact]
    public void Edit_of_an_unrelated_file_leaves_every_step_cached()
    {
        GeneratorRunResult result = Edit([Sources.Product, Sources.ProductPrice, Sources.Tax, Unrelated], 3, "public class Other { public int X() => 2; public int Y; }");
        Assert.All(TrackingNames.All, name => Assert.All(Reasons(result, name), AssertNotRun));
        Assert.All(OutputReasons(result), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void A_new_file_leaves_every_step_cached()
    {
        CSharpCompilation before = Harness.Compile(Sources.Tax);
        GeneratorRunResult result = RunTwice(before, before.AddSyntaxTrees(Harness.Tree("new.cs", Unrelated)));
        Assert.All(TrackingNames.All, name => Assert.All(Reasons(result, name), AssertNotRun));
    }

    [Fact]
    public void Edit_of_a_method_body_in_a_model_class_leaves_its_text_cached()
    {
        string before = Sources.Tax.Replace("public partial decimal Rate", "public int Twice() => 2; public partial decimal Rate", StringComparison.Ordinal);
        GeneratorRunResult result = Edit([before], 0, before.Replace("=> 2;", "=> 1 + 1; /* twice */", StringComparison.Ordinal));
        Assert.Equal(IncrementalStepRunReason.Unchanged, Assert.Single(Reasons(result, TrackingNames.ReadModel)));
        Assert.Equal(IncrementalStepRunReason.Cached, Assert.Single(Reasons(result, TrackingNames.EmittedModel)));
    }

    [Theory]
    [InlineData("[POModel(\"C_Tax\")]", "[POModel(\"C_TaxRate\")]")]
    [InlineData("public partial decimal Rate", "public partial int Rate")]
    [InlineData("public partial decimal Rate { get; set; }", "public partial decimal Rate { get; private set; }")]
    [InlineData("public partial decimal Rate", "[POColumn(\"TaxRate\")] public partial decimal Rate")]
    [InlineData("public partial decimal Rate { get; set; }", "public partial decimal Rate { get; set; } public partial string Name { get; set; }")]
    [InlineData("namespace Garden", "namespace Forest")]
    [InlineData("partial class MTax\n{", "partial class MTax\n{ protected override void BeforeSave(bool isNew) { }")]
    [InlineData("partial class MTax\n{", "partial class MTax\n{ private int _rate; public int Next() => ++_rate;")]
    public void Edit_of_a_model_class_runs_that_class_again_and_no_other(string old, string replacement)
    {
        GeneratorRunResult result = Edit([Sources.Product, Sources.ProductPrice, Sources.Tax], 2, Sources.Tax.Replace(old, replacement, StringComparison.Ordinal));
        Assert.Contains(Emitted(result), static step => step.Name.EndsWith("MTax.POModel.g.cs", StringComparison.Ordinal) && step.Reason == IncrementalStepRunReason.Modified);
        Assert.Equal(2, Emitted(result).Count(static step => step.Reason == IncrementalStepRunReason.Cached));
    }

    [Fact]
    public void A_new_model_class_runs_alone()
    {
        CSharpCompilation before = Harness.Compile(Sources.Tax);
        GeneratorRunResult result = RunTwice(before, before.AddSyntaxTrees(Harness.Tree("new.cs", "[POModel(\"M\")] public partial class M { [POKey] public partial int M_ID { get; } }")));
        Assert.Equal(
            [("Garden.MTax.POModel.g.cs", IncrementalStepRunReason.Cached), ("M.POModel.g.cs", IncrementalStepRunReason.New)],
            Emitted(result).OrderBy(static step => step.Name, StringComparer.Ordinal));
    }

    [Fact]
    public void A_change_in_a_childs_columns_runs_its_parent_again()
    {
        string moved = Sources.ProductPrice.Replace("[POKey]", "public partial int First { get; set; } [POKey]", StringComparison.Ordinal);
        GeneratorRunResult result = Edit([Sources.Product, Sources.ProductPrice, Sources.Tax], 1, moved);
        Assert.Contains(Emitted(result), static step => step == ("Garden.MProduct.POModel.g.cs", IncrementalStepRunReason.Modified));
        Assert.Contains(Emitted(result), static step => step == ("Garden.MTax.POModel.g.cs", IncrementalStepRunReason.Cached));
    }

    [Fact]
    public void A_class_that_stops_being_partial_loses_its_file()
    {
        GeneratorRunResult result = Edit([Sources.Tax], 0, Sources.Tax.Replace("partial class", "class", StringComparison.Ordinal));
        Assert.Empty(result.GeneratedSources);
    }

    private static GeneratorRunResult Edit(string[] sources, int file, string newText)
    {
        CSharpCompilation before = Harness.Compile(sources);
        Assert.NotEqual(sources[file], newText);
        SyntaxTree old = before.SyntaxTrees.Single(tree => tree.FilePath == $"{file}.cs");
        return RunTwice(before, before.ReplaceSyntaxTree(old, Harness.Tree(old.FilePath, newText)));
    }

    private static GeneratorRunResult RunTwice(CSharpCompilation before, CSharpCompilation after) => Harness.ResultOf(
        Harness.Driver().RunGenerators(before, TestContext.Current.CancellationToken).RunGenerators(after, TestContext.Current.CancellationToken));

    private static IReadOnlyList<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step)
    {
        IncrementalStepRunReason[] reasons = [.. result.TrackedSteps[step].SelectMany(static run => run.Outputs).Select(static output => output.Reason)];
        Assert.NotEmpty(reasons);
        return reasons;
    }

    private static IEnumerable<IncrementalStepRunReason> OutputReasons(GeneratorRunResult result) =>
        result.TrackedOutputSteps.SelectMany(static step => step.Value).SelectMany(static run => run.Outputs).Select(static output => output.Reason);

    private static IReadOnlyList<(string Name, IncrementalStepRunReason Reason)> Emitted(GeneratorRunResult result) =>
        [.. result.TrackedSteps[TrackingNames.EmittedModel].SelectMany(static run => run.Outputs).Select(static output => (((EmittedModel)output.Value).HintName, output.Reason))];

    private static void AssertNotRun(IncrementalStepRunReason reason) =>
        Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"The step was {reason}.");
}
