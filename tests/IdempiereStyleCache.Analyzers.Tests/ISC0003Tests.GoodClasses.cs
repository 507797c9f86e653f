namespace IdempiereStyleCache.Analyzers.Tests;

public partial class ISC0003Tests
{
    [Fact]
    public Task An_ordinary_family_of_classes_is_fine() => IsFine(
        """
        [POModel("M_Product")]
        public sealed partial class MProduct
        {
            [POKey] public partial int M_Product_ID { get; }
            public partial string Value { get; set; }
            public partial decimal? Weight { get; set; }
            [ConcurrencyToken] public partial long Version { get; }
            [Children(OrderBy = "ValidFrom DESC")] public partial POList<MPrice> Prices { get; }
            [Computed("Weight * 2")] public partial decimal? Double { get; }
            partial void SetInitialDefaults() => Value = "?";
            protected override void BeforeSave(bool isNew) => Value = Value.Trim();
        }

        [POModel("M_ProductPrice"), CopyCache]
        public sealed partial class MPrice
        {
            public readonly record struct PriceKey([property: ParentKey(typeof(MProduct))] int M_Product_ID, [property: POColumn("From")] DateOnly ValidFrom);
            [POKey] public partial PriceKey Key { get; init; }
            public partial decimal Price { get; set; }
        }
        """);

    [Theory]
    [InlineData("int M_ID { get; }")]
    [InlineData("int M_ID { get; set; }")]
    [InlineData("long M_ID { get; }")]
    [InlineData("string M_ID { get; init; }")]
    [InlineData("Guid M_ID { get; }")]
    [InlineData("Guid M_ID { get; internal set; }")]
    [InlineData("Pair M_ID { get; init; }")]
    public Task Every_kind_of_key_is_fine(string key) => IsFine(
        $$"""
        public readonly record struct Pair(int A, string B);
        [POModel("M")] public partial class M { [POKey] public partial {{key}} }
        """);

    [Fact]
    public Task Overloads_of_what_is_generated_or_inherited_are_fine() => IsFine(
        $$"""
        [POModel("M")] public partial class M
        {
            {{Key}}
            public M(int id) : this() => _ = id;
            public static M? Get(string value) => null;
            public static M? Get<T>(int id) => null;
            public static M? GetCopy(long id, Trx? trx = null) => null;
            public bool Save(string reason) => Save();
            public override string ToString() => "M";
            static M() { }
        }
        """);

    [Fact]
    public Task Accessors_of_its_own_are_fine_in_a_class_without_cache() => IsFine(
        $$"""
        [POModel("M", IsCached = false)] public partial class M
        {
            {{Key}}
            [POColumn("Copy")] public partial int GetCopy { get; set; }
            public static M? Get(int id) => Query("M_ID = @id", new { id }).First();
            public static M? Use() => Get(1);
        }
        """);

    [Fact]
    public Task A_copy_cache_is_fine_in_a_class_that_says_that_it_has_a_cache() => IsFine(
        $$"""[POModel("M", IsCached = true), CopyCache] public partial class M { {{Key}} public static M? Use() => Get(1); }""");

    [Fact]
    public Task Fields_that_the_generator_would_have_named_so_are_fine() => IsFine(
        $$"""[POModel("M")] public partial class M { {{Key}} public partial int X { get; set; } private int _x; public int Count() => ++_x; }""");

    [Fact]
    public Task A_base_class_that_passes_on_the_constructors_is_fine() => IsFine(
        $$"""
        public abstract class Audited : PO
        {
            protected Audited() { }
            protected Audited(PORowReader row) : base(row) { }
            protected Audited(Audited source, Trx? trx) : base(source, trx) { }
            public abstract DateTime Updated { get; set; }
            protected override void BeforeSave(bool isNew) => Updated = new DateTime(2026, 1, 1);
        }
        [POModel("M")] public partial class M : Audited { {{Key}} public override partial DateTime Updated { get; set; } }
        """);

    [Fact]
    public Task A_class_that_names_PO_itself_is_fine() => IsFine($$"""[POModel("M")] public partial class M : PO { {{Key}} }""");

    [Fact]
    public Task A_child_of_the_same_class_is_fine() => IsFine(
        $$"""[POModel("M")] public partial class M { {{Key}} [ParentKey(typeof(M))] public partial int? Parent_ID { get; } [Children] public partial POList<M> Children { get; } }""");

    [Fact]
    public Task A_child_that_names_its_link_is_fine() => IsFine(
        $$"""
        [POModel("Child")] public partial class Child
        {
            [POKey] public partial int Child_ID { get; }
            [ParentKey(typeof(M))] public partial int A { get; set; }
            [ParentKey(typeof(M))] public partial int B { get; set; }
        }
        [POModel("M")] public partial class M
        {
            {{Key}}
            [Children(ParentKey = nameof(Child.A))] public partial POList<Child> ByA { get; }
            [Children(ParentKey = nameof(Child.B))] public partial POList<Child> ByB { get; }
        }
        """);

    [Fact]
    public Task A_partial_property_that_the_user_completes_is_no_column() => IsFine(
        $$"""
        [POModel("M")] public partial class M
        {
            {{Key}}
            public partial List<int> Mine { get; }
            public partial List<int> Mine => [M_ID];
        }
        """);

    [Fact]
    public async Task Uses_of_a_class_that_cannot_be_completed_bring_no_further_errors()
    {
        Harness.Outcome outcome = await Harness.RunAsync(new ModelClassAnalyzer(), """
            [POModel("M")]
            public partial class M
            {
                [POKey] public partial int M_ID { get; }
                public partial byte[] Photo { get; set; }
                partial void SetInitialDefaults() => Photo = [];
                protected override void BeforeSave(bool isNew) => Photo = [];
                public static bool Use(Trx trx) => Get(1, trx)!.Photo == GetCopy(2)?.Photo && GetMany([1]).Count == Query(TableName).Count() && new M().Save();
            }
            [POModel("N")] public partial class N { [POKey] public partial int N_ID { get; } [ParentKey(typeof(M))] public partial int M_ID { get; set; } }
            """);
        Assert.Equal("ISC0003", Assert.Single(outcome.Found).Id);
        Assert.Empty(outcome.Errors);
    }

    [Fact]
    public async Task A_type_that_the_compiler_does_not_find_is_left_to_the_compiler()
    {
        Harness.Outcome outcome = await Harness.RunAsync(new ModelClassAnalyzer(), $$"""[POModel("M")] public partial class M { {{Key}} public partial Missing X { get; set; } }""");
        Assert.Empty(outcome.Found);
        Assert.Contains(outcome.Errors, static error => error.Id == "CS0246");
    }

    [Fact]
    public async Task A_class_that_is_no_model_class_is_left_alone()
    {
        Harness.Outcome outcome = await Harness.RunAsync(new ModelClassAnalyzer(), "public class M { [POKey] public int M_ID { get; set; } }");
        Assert.Empty(outcome.Found);
        Assert.Empty(outcome.Errors);
    }
}
