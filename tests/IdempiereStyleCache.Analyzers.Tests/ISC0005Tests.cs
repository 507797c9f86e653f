using IdempiereStyleCache.Analyzers.State;
using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.Analyzers.Tests;

/// <summary>Something in a model object whose content can be changed.</summary>
public class ISC0005Tests
{
    [Theory]
    [InlineData("int[]", "ImmutableArray<int>")]
    [InlineData("List<string>", "ImmutableArray<string>")]
    [InlineData("IList<string?>", "ImmutableArray<string?>")]
    [InlineData("ICollection<int>", "ImmutableArray<int>")]
    [InlineData("Dictionary<string, int>", "ImmutableDictionary<string, int>")]
    [InlineData("ConcurrentDictionary<string, int>", "ImmutableDictionary<string, int>")]
    [InlineData("SortedDictionary<string, int>", "ImmutableSortedDictionary<string, int>")]
    [InlineData("HashSet<int>", "ImmutableHashSet<int>")]
    [InlineData("SortedSet<int>", "ImmutableSortedSet<int>")]
    [InlineData("LinkedList<int>", "ImmutableList<int>")]
    [InlineData("Queue<int>", "ImmutableQueue<int>")]
    [InlineData("Stack<int>", "ImmutableStack<int>")]
    [InlineData("StringBuilder", "string")]
    public async Task A_mutable_type_is_reported_with_its_counterpart(string type, string counterpart)
    {
        Diagnostic found = Assert.Single(await Reports($"public [|{type}|] Held {{ get; }} = null!;"));
        Assert.EndsWith($"use {counterpart}", found.GetMessage(), StringComparison.Ordinal);
        Assert.Equal(counterpart, found.Properties[ModelStateAnalyzer.Counterpart]);
    }

    [Theory]
    [InlineData("int[,]")]
    [InlineData("Cart")]
    [InlineData("PriorityQueue<int, int>")]
    [InlineData("System.Collections.ArrayList")]
    [InlineData("ImmutableArray<int>.Builder")]
    [InlineData("ImmutableArray<int[]>")]
    [InlineData("Lazy<List<int>>")]
    [InlineData("(string Name, List<int> Numbers)")]
    [InlineData("IReadOnlyList<Cart>")]
    [InlineData("OwnList")]
    public async Task One_without_a_counterpart_is_reported_too(string type)
    {
        Diagnostic found = Assert.Single(await Reports($"private readonly [|{type}|] _held = default!;"));
        Assert.EndsWith("use an immutable type", found.GetMessage(), StringComparison.Ordinal);
        Assert.Empty(found.Properties);
    }

    [Fact]
    public Task The_message_names_member_and_type() => RuleCheck.ReportsAsync(
        new ModelStateAnalyzer(),
        ModelStateAnalyzer.MutableId,
        """[POModel("M_Pot")] public partial class MPot { [POKey] public partial int M_Pot_ID { get; } public [|List<int>|] Sizes { get; init; } = []; }""",
        "'MPot.Sizes' holds List<int>, whose content can be changed through a frozen record by everybody who shares it: use ImmutableArray<int>");

    [Theory]
    [InlineData("string?")]
    [InlineData("int?")]
    [InlineData("ImmutableArray<string>")]
    [InlineData("ImmutableDictionary<string, ImmutableArray<int>>")]
    [InlineData("System.Collections.Frozen.FrozenSet<int>")]
    [InlineData("IReadOnlyList<int>")]
    [InlineData("IEnumerable<int>")]
    [InlineData("System.Collections.ObjectModel.ReadOnlyCollection<int>")]
    [InlineData("Func<int>")]
    [InlineData("Uri")]
    [InlineData("Type")]
    [InlineData("Lazy<string>")]
    [InlineData("ProductLine")]
    [InlineData("MProduct")]
    [InlineData("(int X, string Y)")]
    [InlineData("object")]
    public Task An_immutable_type_is_not(string type) => Reports($"private readonly {type} _held = default!;");

    private static Task<IReadOnlyList<Diagnostic>> Reports(string member) => RuleCheck.ReportsAsync(
        new ModelStateAnalyzer(),
        ModelStateAnalyzer.MutableId,
        $$"""[POModel("M_Pot")] public partial class MPot { [POKey] public partial int M_Pot_ID { get; } {{member}} } public class OwnList : List<int>;""");
}
