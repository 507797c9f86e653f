namespace IdempiereStyleCache.Analyzers.Tests;

public partial class ISC0003Tests
{
    [Theory]
    [InlineData("[[|UniqueKey|]] [POKey] public partial int M_ID { get; }", "M.M_ID is the key, which Get finds already: remove [UniqueKey]")]
    [InlineData("[[|Index(\"a b\")|]] public partial int A { get; set; }", "M.A is marked [Index] with the name 'a b', which cannot follow GetBy in a method's name: use letters and digits")]
    [InlineData("[Index, [|Index|]] public partial int A { get; set; }", "M.A is marked twice for the index A: remove one mark")]
    [InlineData(
        "[[|Index|]] public partial double A { get; set; }",
        "M.A is of type double, by which no index can be kept: [Index] takes a whole number, decimal, bool, char, string, Guid, a date or time type, or an enum")]
    [InlineData("[[|UniqueKey(IgnoreCase = true)|]] public partial int A { get; set; }", "M.A is of type int, which has no case: remove IgnoreCase")]
    [InlineData(
        "[UniqueKey(\"X\")] public partial int A { get; set; } [[|Index(\"X\")|]] public partial int B { get; set; }",
        "M.B is marked both [UniqueKey] and [Index] under the name X: use one of them, or another name")]
    [InlineData("[UniqueKey] public partial string Value { get; set; } public static M? [|GetByValue|](string value) => null;", "M.GetByValue has the name and parameters of a method that the generator adds: rename it")]
    [InlineData("[Index] public int [|A|] { get; set; }", "M.A is marked [Index] but is not partial: write 'partial' before its type")]
    public Task A_wrong_index_is_reported(string members, string message) => Reports(
        $"[POModel(\"M\")] public partial class M {{ {(members.Contains("POKey", StringComparison.Ordinal) ? "" : Key)} {members} }}", message);

    [Fact]
    public Task An_index_of_a_class_that_no_node_may_cache_is_reported() => Reports(
        $$"""[POModel("M", IsCached = false)] public partial class M { {{Key}} [[|Index|]] public partial int A { get; set; } }""",
        "M.A is marked [Index], but no node may cache the records (IsCached = false): remove one");

    [Theory]
    [InlineData("[FullTableCache] [[|CopyCache|]]", "M cannot be both [FullTableCache] and [CopyCache]: a full-table cache holds every record, frozen; remove one")]
    [InlineData("[FullTableCache] [[|POCache(MaxSize = 5)|]]", "M cannot be both [FullTableCache] and [POCache]: a full-table cache holds every record, frozen; remove one")]
    [InlineData("[[|FullTableCache(MaxRows = 0)|]]", "M has MaxRows = 0: use 1 or more")]
    [InlineData("[[|POCache(MaxSize = -1)|]]", "M has MaxSize = -1: use 0 or more")]
    [InlineData("[[|POCache(AbsoluteExpiration = \"an hour\")|]]", "M has AbsoluteExpiration = \"an hour\", which is no time above zero: write it as \"01:00:00\" for an hour")]
    [InlineData("[[|POCache(IdleExpiration = \"00:00:00\")|]]", "M has IdleExpiration = \"00:00:00\", which is no time above zero: write it as \"01:00:00\" for an hour")]
    public Task A_wrong_choice_of_the_cache_is_reported(string attributes, string message) => Reports($$"""[POModel("M")] {{attributes}} public partial class M { {{Key}} }""", message);

    [Theory]
    [InlineData("FullTableCache")]
    [InlineData("POCache")]
    public Task A_cache_for_a_class_that_no_node_may_cache_is_reported(string attribute) => Reports(
        $$"""[POModel("M", IsCached = false)] [[|{{attribute}}|]] public partial class M { {{Key}} }""", $"M cannot be both [{attribute}] and declared with IsCached = false: remove one");
}
