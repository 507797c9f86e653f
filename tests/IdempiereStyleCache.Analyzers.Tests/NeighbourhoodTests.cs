using IdempiereStyleCache.Analyzers.Flow;
using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.Analyzers.Tests;

/// <summary>What an edit costs: the analysis of a method looks at what it calls, not at the compilation.</summary>
public class NeighbourhoodTests
{
    [Fact]
    public void A_method_is_walked_with_those_that_it_calls_and_no_others()
    {
        string unrelated = string.Concat(Enumerable.Range(0, 500).Select(static i => $"void Other{i}(int id) {{ var p = MProduct.GetCopy(id)!; p.Name = \"x\"; Save(p); }}\n"));
        SyntaxTree tree = Harness.Parse(
            $$"""
            namespace Garden;
            class C
            {
                void Edited(int id) => Rename(Find(id));
                MProduct Find(int id) => MProduct.GetRequired(id);
                void Rename(MProduct product) { product.Name = "x"; Save(product); }
                void Save(MProduct product) => product.Save();
                {{unrelated}}
            }
            """,
            "Edited.cs");
        Compilation compilation = Harness.Complete([tree, RuleCheck.Models]);
        FlowContext context = new(compilation, FlowSymbols.Of(compilation)!);
        IMethodSymbol edited = (IMethodSymbol)compilation.GetTypeByMetadataName("Garden.C")!.GetMembers("Edited").Single();

        FlowResult result = new FlowSession(context, TestContext.Current.CancellationToken).ResultOf(edited);

        Assert.Equal(["ISC0001"], result.Findings.Select(static finding => finding.RuleId));
        Assert.Equal(["Edited", "Find", "Rename", "Save"], context.Walked.Select(static member => member.Name).Order(StringComparer.Ordinal));
    }
}
