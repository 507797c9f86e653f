using IdempiereStyleCache.Analyzers.State;

namespace IdempiereStyleCache.Analyzers.Tests;

/// <summary>State of a model class that freezing does not reach.</summary>
public class ISC0004Tests
{
    [Theory]
    [InlineData("public string? [|Note|] { get; set; }")]
    [InlineData("internal int [|Count|] { get; private set; } = 3;")]
    [InlineData("public int [|Count|] { get => field; set => field = value + 1; }")]
    public Task An_automatic_property_with_a_setter_is_reported(string member) => Reports(member);

    [Theory]
    [InlineData("private int [|_count|];")]
    [InlineData("public string [|First|] = \"\", [|Second|] = \"\";")]
    [InlineData("private string? [|_label|]; public string Label => _label ??= Name;")]
    [InlineData("private volatile bool [|_isLoaded|];")]
    public Task A_writable_field_is_reported(string member) => Reports(member);

    [Fact]
    public Task An_event_is_reported() => Reports("public event EventHandler? [|Changed|]; void Raise() => Changed?.Invoke(this, EventArgs.Empty);");

    [Fact]
    public async Task The_message_says_what_to_do()
    {
        await RuleCheck.ReportsAsync(
            new ModelStateAnalyzer(),
            ModelStateAnalyzer.WritableId,
            """[POModel("M_Pot")] public partial class MPot { [POKey] public partial int M_Pot_ID { get; } public int [|Count|] { get; set; } private int [|_count|]; }""",
            "'MPot.Count' can still be set when the record is frozen and shared: make it a partial property, which is a column, or remove the setter",
            "'MPot._count' can still be set when the record is frozen and shared: make it readonly, or a partial property, which is a column");
    }

    [Fact]
    public Task A_base_class_of_models_is_looked_at_too() => RuleCheck.ReportsAsync(
        new ModelStateAnalyzer(),
        ModelStateAnalyzer.WritableId,
        """
        public abstract class Base : PO
        {
            protected Base() { }
            protected Base(PORowReader row) : base(row) { }
            protected Base(PO source, Trx? trx) : base(source, trx) { }
            protected int [|_count|];
        }
        """);

    [Theory]
    [InlineData("public string Label => Name + \"!\";")]
    [InlineData("public string Label { get { return Name; } set { Name = value; } }")]
    [InlineData("private readonly int _count = 3; public int Count => _count;")]
    [InlineData("public const int Most = 3; public static int Count { get; set; } private static int s_count;")]
    [InlineData("public int Count { get; } = 3;")]
    [InlineData("public int Count { get; init; }")]
    [InlineData("public event EventHandler Changed { add { } remove { } }")]
    public Task What_is_not_writable_state_is_not(string member) => Reports(member);

    [Fact]
    public Task Other_classes_are_not_looked_at() => RuleCheck.ReportsAsync(
        new ModelStateAnalyzer(), ModelStateAnalyzer.WritableId, """public class Service { private int _count; public string? Note { get; set; } public List<int> All = []; }""");

    private static Task Reports(string member) => RuleCheck.ReportsAsync(
        new ModelStateAnalyzer(),
        ModelStateAnalyzer.WritableId,
        $$"""[POModel("M_Pot")] public partial class MPot { [POKey] public partial int M_Pot_ID { get; } public partial string Name { get; set; } {{member}} }""");
}
