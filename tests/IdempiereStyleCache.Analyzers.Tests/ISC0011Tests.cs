using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.Analyzers.Tests;

/// <summary>A cached attribute that the generator cannot implement.</summary>
public class ISC0011Tests
{
    [Theory]
    [InlineData("List<int>", "ImmutableArray<int>")]
    [InlineData("int[]", "ImmutableArray<int>")]
    [InlineData("Dictionary<string, int>", "ImmutableDictionary<string, int>")]
    [InlineData("ImmutableArray<int[]>", "an immutable type")]
    [InlineData("(int Count, List<int> All)", "an immutable type")]
    [InlineData("Basket", "an immutable type")]
    [Trait("Behaviour", "TRC-12")]
    public async Task A_value_that_can_be_changed_is_refused(string type, string counterpart)
    {
        string problem = $"is a cached attribute of type {type}, whose content everybody who shares it could change: use {counterpart}";
        await Reports($$"""[Cached] public partial {{type}} [|Held|] { get; } private {{type}} RetrieveHeld(RetrievalContext context) => default!;""", $"Settings.Held {problem}");
        await Reports($$"""[Cached] public partial ValueTask<{{type}}> [|HeldAsync|](); private ValueTask<{{type}}> RetrieveHeldAsync(RetrievalContext context) => default;""", $"Settings.HeldAsync {problem}");
        await Reports(
            $"""private static readonly CachedAttribute<int, {type}> [|ByHand|] = new("x", static (_, _) => default, "T");""",
            $"Settings.ByHand caches values of type {type}, whose content everybody who shares it could change: use {counterpart}");
    }

    [Theory]
    [InlineData("int")]
    [InlineData("string?")]
    [InlineData("ImmutableArray<string>")]
    [InlineData("ImmutableDictionary<string, decimal>")]
    [InlineData("(int Count, string Name)")]
    [InlineData("Price")]
    [InlineData("MPot")]
    [Trait("Behaviour", "TRC-12")]
    public Task A_value_that_cannot_is_not_reported(string type) => Silent(
        $$"""
        [Cached(DependsOn = [typeof(MPot)], Tables = ["T"])] public partial {{type}} Held { get; }
        private {{type}} RetrieveHeld(RetrievalContext context) => default!;
        [Cached] public static partial Task<{{type}}> OfAsync(int key, string? name, Trx? trx = null, CancellationToken token = default);
        private static async Task<{{type}}> RetrieveOfAsync(int key, string? name, RetrievalContext context) { await Task.Yield(); return default!; }
        [InstanceKey] private readonly int _shop = 1;
        """);

    [Theory]
    [InlineData("[Cached] public int [|Held|] => 1;", "Settings.Held is marked [Cached] but is not partial, so that the generator cannot implement it: write 'partial' before its type")]
    [InlineData(
        "[Cached] public partial int [|Held|] { get; } public partial int Held => 1; private int RetrieveHeld(RetrievalContext context) => 1;",
        "Settings.Held is marked [Cached] but has a body of its own: move the body to the method that retrieves the value")]
    [InlineData(
        "[Cached] public partial int [|Held|] { get; }",
        "Settings.Held is marked [Cached] but nothing retrieves its value: write 'private ValueTask<int> RetrieveHeld(RetrievalContext context)', or one that returns the value itself")]
    [InlineData(
        "[Cached] public static partial string [|Of|](int id); private string RetrieveOf(int id, RetrievalContext context) => \"\";",
        "Settings.Of is marked [Cached] but RetrieveOf does not fit it: write 'private static ValueTask<string> RetrieveOf(int id, RetrievalContext context)', or one that returns the value itself")]
    [InlineData(
        "[Cached] public partial int [|Of|](string id); private int RetrieveOf(int id, RetrievalContext context) => 1;",
        "Settings.Of is marked [Cached] but RetrieveOf does not fit it: write 'private ValueTask<int> RetrieveOf(string id, RetrievalContext context)', or one that returns the value itself")]
    [InlineData(
        "[Cached] public partial int [|Held|] { get; set; } private int RetrieveHeld(RetrievalContext context) => 1;",
        "Settings.Held is marked [Cached] and can be set: remove the setter; what changes the value changes the database")]
    [InlineData("[Cached] public partial void [|Do|]();", "Settings.Do is marked [Cached] and returns nothing to cache")]
    [InlineData("[Cached] public partial Task [|DoAsync|]();", "Settings.DoAsync is marked [Cached] and returns nothing to cache")]
    [InlineData("[Cached] public partial int [|Of|]<T>();", "Settings.Of is generic, which [Cached] cannot implement: write one for each type")]
    [InlineData(
        "[Cached] public partial int [|Of|](int[] ids); private int RetrieveOf(int[] ids, RetrievalContext context) => 1;",
        "Settings.Of has the parameter ids of type int[], which cannot tell values apart: use a value type, a string or a record")]
    [InlineData(
        "[InstanceKey] private readonly object _shop = new(); [Cached] public partial int [|Held|] { get; } private int RetrieveHeld(RetrievalContext context) => 1;",
        "Settings.Held is read by the instance key _shop of type object, which cannot tell values apart: use a value type, a string or a record")]
    [InlineData(
        "[[|Cached(DependsOn = [typeof(Price)])|]] public partial int Held { get; } private int RetrieveHeld(RetrievalContext context) => 1;",
        "Settings.Held depends on a type that is no model class: name the class of a table that is marked [POModel], or the table in Tables")]
    [InlineData(
        "[[|Cached(Tables = [\" \"])|]] public partial int Held { get; } private int RetrieveHeld(RetrievalContext context) => 1;",
        "Settings.Held names in Tables what is no text that is known here: write the name itself, or name the model class in DependsOn")]
    [InlineData(
        "[Cached] public partial int Of(int id); private int RetrieveOf(int id, RetrievalContext context) => 1; [Cached] public partial int [|Of|](string id); private int RetrieveOf(string id, RetrievalContext context) => 1;",
        "Settings.Of is marked [Cached] as another member of that name is: give it another name")]
    public Task What_cannot_be_implemented_is_reported_with_what_to_do(string members, string message) => Reports(members, message);

    [Theory]
    [InlineData(
        "public class Outer { [Cached] public partial int [|Held|] { get; } private int RetrieveHeld(RetrievalContext context) => 1; }",
        "Outer.Held is marked [Cached] in Outer, which is not partial, so that the generator cannot implement it: write 'partial class Outer'")]
    [InlineData(
        "public partial class Outer<T> { [Cached] public partial int [|Held|] { get; } private int RetrieveHeld(RetrievalContext context) => 1; }",
        "Outer<T>.Held is marked [Cached] in Outer<T>, which is generic: move it to an ordinary class")]
    [InlineData(
        "public partial interface IOuter { [Cached] public partial int [|Held|] { get; } }",
        "IOuter.Held is marked [Cached] in IOuter, which is no class or struct: move it")]
    public Task A_type_that_cannot_be_completed_is_reported(string type, string message) => CheckAsync(type, message);

    [Fact]
    public Task Members_of_records_structs_nested_types_and_model_classes_are_implemented() => RuleCheck.ReportsAsync(
        new CachedMemberAnalyzer(),
        CachedMemberAnalyzer.DiagnosticId,
        """
        public partial record R(int Id)
        {
            [Cached] public partial int Held { get; }
            private int RetrieveHeld(RetrievalContext context) => Id;
            public partial struct S
            {
                [Cached] internal partial int Held { get; }
                private readonly int RetrieveHeld(RetrievalContext context) => 1;
            }
        }

        [POModel("M_Tree")]
        public partial class MTree
        {
            [POKey, InstanceKey] public partial int M_Tree_ID { get; }
            [Cached(DependsOn = [typeof(MTree)])] public partial int Age { get; }
            private int RetrieveAge(RetrievalContext context) => M_Tree_ID;
        }
        """);

    private const string Types = """
        public record Price(decimal Amount);
        public class Basket { public int Count { get; set; } }
        [POModel("M_Pot")] public partial class MPot { [POKey] public partial int M_Pot_ID { get; } }
        """;

    private static Task Reports(string members, string message) => CheckAsync($"{Types}\npublic partial class Settings {{ {members} }}", message);

    private static Task Silent(string members) =>
        RuleCheck.ReportsAsync(new CachedMemberAnalyzer(), CachedMemberAnalyzer.DiagnosticId, $"{Types}\npublic partial class Settings {{ {members} }}");

    // The source need not compile.
    private static async Task CheckAsync(string marked, string message)
    {
        MarkedSource source = MarkedSource.Parse(RuleCheck.Usings + marked);
        Compilation compilation = Harness.Complete([Harness.Parse(source.Text, Harness.FileName), RuleCheck.Models]);
        Diagnostic found = Assert.Single(await Harness.AnalyzeAsync(compilation, new CachedMemberAnalyzer()));
        Assert.Equal((CachedMemberAnalyzer.DiagnosticId, message), (found.Id, found.GetMessage()));
        Assert.Equal(source.Spans[0], found.Location.SourceSpan);
    }
}
