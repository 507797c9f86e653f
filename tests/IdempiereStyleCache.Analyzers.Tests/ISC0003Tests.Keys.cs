namespace IdempiereStyleCache.Analyzers.Tests;

public partial class ISC0003Tests
{
    private const string UnfitKey = "which cannot be a key: use int, long, string, Guid, or for several columns a readonly record struct whose positional parameters are the columns";

    [Fact]
    public Task A_class_without_key_is_reported() => Reports(
        """[POModel("M")] public partial class [|M|] { public partial int M_ID { get; set; } }""",
        "M has no key: mark the property that holds it with [POKey]");

    [Fact]
    public Task A_class_with_two_keys_is_reported_at_the_second() => Reports(
        """[POModel("M")] public partial class M { [POKey] public partial int A { get; } [POKey] public partial int [|B|] { get; } }""",
        "M.B is a second [POKey] beside A: a key of several columns is one property whose type is a readonly record struct");

    [Theory]
    [InlineData("decimal")]
    [InlineData("double")]
    [InlineData("DateTime")]
    [InlineData("short")]
    [InlineData("int?")]
    [InlineData("DayOfWeek")]
    [InlineData("object")]
    [InlineData("byte[]")]
    [InlineData("(int, int)")]
    public Task A_key_of_an_unfit_type_is_reported_at_the_type(string type) => Reports(
        $$"""[POModel("M")] public partial class M { [POKey] public partial [|{{type}}|] Key { get; init; } }""",
        $"M.Key is of type {type}, {UnfitKey}");

    [Fact]
    public Task A_key_of_text_that_can_be_null_is_reported() => Reports(
        """[POModel("M")] public partial class M { [POKey] public partial [|string?|] Key { get; init; } }""",
        "M.Key can be null, which a key cannot: remove the question mark");

    [Fact]
    public Task A_key_of_text_without_setter_is_reported() => Reports(
        """[POModel("M")] public partial class M { [POKey] public partial string [|Key|] { get; } }""",
        "M.Key is a key of type string that nobody can set: add 'init' or 'set' to it. (Without setter the database makes an int or long, and the framework a Guid.)");

    [Fact]
    public Task A_key_of_several_columns_without_setter_is_reported() => Reports(
        """
        public readonly record struct Pair(int A, int B);
        [POModel("M")] public partial class M { [POKey] public partial Pair [|Key|] { get; } }
        """,
        "M.Key is a key of type Pair that nobody can set: add 'init' or 'set' to it. (Without setter the database makes an int or long, and the framework a Guid.)");

    [Theory]
    [InlineData("public record struct Pair(int A, int B);")]
    [InlineData("public readonly struct Pair { public int A { get; init; } }")]
    [InlineData("public sealed record Pair(int A, int B);")]
    public Task A_key_of_another_kind_of_struct_is_reported(string declaration) => Reports(
        $$"""{{declaration}} [POModel("M")] public partial class M { [POKey] public partial [|Pair|] Key { get; init; } }""",
        $"M.Key is of type Pair, {UnfitKey}");

    [Fact]
    public Task A_key_of_one_column_in_a_record_struct_is_reported() => Reports(
        """
        public readonly record struct One(int A);
        [POModel("M")] public partial class M { [POKey] public partial [|One|] Key { get; init; } }
        """,
        "M.Key is a key of one column in a record struct: use int itself");

    [Theory]
    [InlineData("double")]
    [InlineData("int?")]
    [InlineData("string?")]
    [InlineData("ImmutableArray<byte>")]
    [InlineData("object")]
    public Task A_part_of_a_key_of_an_unfit_type_is_reported(string type) => Reports(
        $$"""
        public readonly record struct Pair(int A, {{type}} B);
        [POModel("M")] public partial class M { [POKey] public partial [|Pair|] Key { get; init; } }
        """,
        $"M.Key has the part B of type {type}, which cannot be a part of a key: use a whole number, decimal, bool, char, string, Guid, a date or time type, or an enum");

    [Fact]
    public Task A_column_name_for_a_whole_key_of_several_columns_is_reported() => Reports(
        """
        public readonly record struct Pair(int A, int B);
        [POModel("M")] public partial class M { [POKey, [|POColumn("x")|]] public partial Pair Key { get; init; } }
        """,
        "M.Key is a key of several columns, which has no column of its own: name each with [property: POColumn(\"name\")] on its parameter");

    [Fact]
    public Task A_parent_for_a_whole_key_of_several_columns_is_reported() => Reports(
        """
        [POModel("P")] public partial class P { [POKey] public partial int P_ID { get; } }
        public readonly record struct Pair(int A, int B);
        [POModel("M")] public partial class M { [POKey, [|ParentKey(typeof(P))|]] public partial Pair Key { get; init; } }
        """,
        "M.Key is a key of several columns: mark the one that holds the parent's key with [property: ParentKey(...)] on its parameter");

    [Fact]
    public Task A_mark_on_a_property_that_is_not_partial_is_reported() => Reports(
        """[POModel("M")] public partial class M { [POKey] public int [|M_ID|] { get; set; } [POColumn("x")] public int [|X|] { get; set; } }""",
        "M.M_ID is marked [POKey] but is not partial: write 'partial' before its type",
        "M.X is marked [POColumn] but is not partial: write 'partial' before its type");

    [Fact]
    public Task A_mark_on_a_property_with_a_body_of_the_users_is_reported() => Reports(
        """
        [POModel("M")] public partial class M
        {
            [POKey] public partial int M_ID { get; }
            [Computed] public partial int [|X|] { get; }
            public partial int X => 1;
        }
        """,
        "M.X is marked [Computed] but has a body of its own: remove the body");
}
