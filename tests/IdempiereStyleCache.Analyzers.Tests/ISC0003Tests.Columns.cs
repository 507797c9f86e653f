namespace IdempiereStyleCache.Analyzers.Tests;

public partial class ISC0003Tests
{
    [Theory]
    [InlineData("byte[]", "use ImmutableArray<byte> for byte data")]
    [InlineData("Memory<byte>", "use ImmutableArray<byte> for byte data")]
    [InlineData("object", "use the type of the column's values")]
    [InlineData("dynamic", "use the type of the column's values")]
    [InlineData("nint", "use int or long")]
    [InlineData("Half", "use float")]
    [InlineData("Int128", "use decimal or string")]
    [InlineData("List<int>", "store its elements as records of a child class and mark a POList of that with [Children]")]
    [InlineData("int[]", "store its elements as records of a child class and mark a POList of that with [Children]")]
    [InlineData("ImmutableArray<int>", "store its elements as records of a child class and mark a POList of that with [Children]")]
    [InlineData("Uri", "use a number, bool, char, string, Guid, a date or time type, an enum, or ImmutableArray<byte>")]
    [InlineData("(int, int)", "use a number, bool, char, string, Guid, a date or time type, an enum, or ImmutableArray<byte>")]
    [InlineData("ImmutableArray<byte>[]", "store its elements as records of a child class and mark a POList of that with [Children]")]
    [InlineData("Other", "store the key of that record, in a property of the key's type")]
    [InlineData("POList<Other>", "mark it with [Children]")]
    public Task A_type_that_cannot_be_stored_is_reported_with_what_to_use(string type, string advice) => Reports(
        $$"""
        [POModel("Other")] public partial class Other { [POKey] public partial int Other_ID { get; } }
        [POModel("M")] public partial class M { {{Key}} public partial [|{{type}}|] X { get; set; } }
        """,
        $"M.X is of type {type}, which cannot be stored: {advice}");

    [Fact]
    public Task Two_columns_of_one_name_are_reported_whatever_their_case() => Reports(
        $$"""
        [POModel("M")] public partial class M
        {
            {{Key}}
            public partial int Name { get; set; }
            [POColumn("NAME")] public partial int [|Title|] { get; set; }
        }
        """,
        "M.Title is stored in the column NAME, as Name is (case does not count): give one another column with [POColumn(\"name\")]");

    [Fact]
    public Task A_part_of_the_key_and_a_column_of_one_name_are_reported() => Reports(
        """
        public readonly record struct Pair(int A, int B);
        [POModel("M")] public partial class M { [POKey] public partial Pair Key { get; init; } public partial int [|A|] { get; set; } }
        """,
        "M.A is stored in the column A, as Key.A is (case does not count): give one another column with [POColumn(\"name\")]");

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"  \"")]
    public Task A_column_without_name_is_reported(string name) => Reports(
        $$"""[POModel("M")] public partial class M { {{Key}} [[|POColumn({{name}})|]] public partial int X { get; set; } }""",
        "M.X is mapped to a column without name: name it, or remove the name");

    [Fact]
    public Task An_enum_setting_on_something_else_is_reported() => Reports(
        $$"""[POModel("M")] public partial class M { {{Key}} [[|POColumn(EnumAsText = true)|]] public partial int X { get; set; } }""",
        "M.X is no enum: remove EnumAsText, its type is int");

    [Theory]
    [InlineData("static partial int [|X|] { get; set; }", "is static, but a column belongs to one record: remove 'static'")]
    [InlineData("partial ref int [|X|] { get; }", "returns a reference, through which a frozen record could be changed: remove 'ref'")]
    [InlineData("partial int [|X|] { set; }", "has no getter, which a column needs: add 'get'")]
    public Task A_property_that_no_column_fits_is_reported(string property, string message) => Reports(
        $$"""[POModel("M")] public partial class M { {{Key}} public {{property}} }""",
        $"M.X {message}");

    [Fact]
    public Task An_indexer_is_reported() => Reports(
        $$"""[POModel("M")] public partial class M { {{Key}} public partial int [|this|][int i] { get; set; } }""",
        "M.this[] is an indexer, which cannot hold a column: make it a property");

    [Theory]
    [InlineData("decimal")]
    [InlineData("string")]
    [InlineData("long?")]
    [InlineData("DateTime")]
    public Task A_concurrency_token_of_an_unfit_type_is_reported(string type) => Reports(
        $$"""[POModel("M")] public partial class M { {{Key}} [ConcurrencyToken] public partial [|{{type}}|] X { get; } }""",
        $"M.X is a concurrency token of type {type}: use int, long or Guid");

    [Fact]
    public Task A_concurrency_token_with_a_setter_is_reported_at_the_setter() => Reports(
        $$"""[POModel("M")] public partial class M { {{Key}} [ConcurrencyToken] public partial int X { get; [|set|]; } }""",
        "M.X is the concurrency token, which the framework sets: remove the setter");

    [Fact]
    public Task Two_concurrency_tokens_are_reported_at_the_second() => Reports(
        $$"""[POModel("M")] public partial class M { {{Key}} [ConcurrencyToken] public partial int X { get; } [ConcurrencyToken] public partial int [|Y|] { get; } }""",
        "M.Y is a second [ConcurrencyToken] beside X: keep one");

    [Fact]
    public Task A_computed_column_with_a_setter_is_reported_at_the_setter() => Reports(
        $$"""[POModel("M")] public partial class M { {{Key}} [Computed] public partial int X { get; private [|set|]; } }""",
        "M.X is computed by the database and cannot be set: remove the setter, or [Computed]");

    [Fact]
    public Task Marks_that_exclude_each_other_are_reported() => Reports(
        """
        [POModel("M")] public partial class M
        {
            [POKey, [|Computed|]] public partial int M_ID { get; }
            [ConcurrencyToken, [|Computed|]] public partial int X { get; }
        }
        """,
        "M.M_ID cannot be both [Computed] and [POKey]: remove one",
        "M.X cannot be both [Computed] and [ConcurrencyToken]: remove one");

    [Fact]
    public Task A_key_that_is_a_concurrency_token_is_reported() => Reports(
        """[POModel("M")] public partial class M { [POKey, [|ConcurrencyToken|]] public partial int M_ID { get; } }""",
        "M.M_ID cannot be both [ConcurrencyToken] and [POKey]: remove one");
}
