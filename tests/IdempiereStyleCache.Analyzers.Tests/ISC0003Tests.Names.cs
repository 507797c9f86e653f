namespace IdempiereStyleCache.Analyzers.Tests;

public partial class ISC0003Tests
{
    [Theory]
    [InlineData("Save")]
    [InlineData("Delete")]
    [InlineData("Trx")]
    [InlineData("IsNew")]
    [InlineData("IsImmutable")]
    [InlineData("BeforeSave")]
    [InlineData("KeepOrigin")]
    [InlineData("ToString")]
    public Task A_column_called_like_a_member_of_PO_is_reported(string name) => Reports(
        $$"""[POModel("M")] public partial class M { {{Key}} public partial int [|{{name}}|] { get; set; } }""",
        $"M.{name} has the name of a member of PO: rename it, and keep the name of its column with [POColumn(\"{name}\")]");

    [Theory]
    [InlineData("TableName")]
    [InlineData("ColumnNames")]
    [InlineData("ModelInfo")]
    [InlineData("POStatics")]
    [InlineData("Get")]
    [InlineData("GetCopyAsync")]
    [InlineData("Query")]
    [InlineData("SetInitialDefaults")]
    public Task A_column_called_like_a_generated_member_is_reported(string name) => Reports(
        $$"""[POModel("M")] public partial class M { {{Key}} public partial int [|{{name}}|] { get; set; } }""",
        $"M.{name} has the name of a member that the generator adds: rename it, and keep the name of its column with [POColumn(\"{name}\")]");

    [Theory]
    [InlineData("public class [|ColumnNames|];", "ColumnNames")]
    [InlineData("public int [|TableName|];", "TableName")]
    [InlineData("public event Action? [|Query|];", "Query")]
    public Task Another_member_called_like_a_generated_one_is_reported(string member, string name) => Reports(
        $$"""[POModel("M")] public partial class M { {{Key}} {{member}} }""",
        $"M.{name} has the name of a member that the generator adds: rename it");

    [Theory]
    [InlineData("public static M? [|Get|](int id) => null;", "Get")]
    [InlineData("public static M? [|Get|](int id, Trx? trx) => null;", "Get")]
    [InlineData("public static object [|GetMany|](IEnumerable<int> ids) => ids;", "GetMany")]
    [InlineData("public void [|TableName|]() { }", "TableName")]
    [InlineData("protected override void [|ForgetChildren|]() { }", "ForgetChildren")]
    [InlineData("protected override object? [|GetColumnValue|](int ordinal) => null;", "GetColumnValue")]
    public Task A_method_with_name_and_parameters_of_a_generated_one_is_reported(string member, string name) => Reports(
        $$"""[POModel("M")] public partial class M { {{Key}} {{member}} }""",
        $"M.{name} has the name and parameters of a method that the generator adds: rename it");

    [Fact]
    public Task A_query_of_its_own_is_reported_in_a_class_without_cache_too() => Reports(
        $$"""
        [POModel("M", IsCached = false)] public partial class M
        {
            {{Key}}
            public static M? Get(int id) => null;
            public static object? [|Query|](string? where, object? parameters, Trx? trx) => Get(1);
        }
        """,
        "M.Query has the name and parameters of a method that the generator adds: rename it");

    [Theory]
    [InlineData("int [|SetInitialDefaults|]() => 1;")]
    [InlineData("private void [|SetInitialDefaults|]() { }")]
    public Task A_method_for_defaults_that_is_not_partial_is_reported(string member) => Reports(
        $$"""[POModel("M")] public partial class M { {{Key}} {{member}} }""",
        "M.SetInitialDefaults has the name of the method for the defaults of new records: write it as 'partial void SetInitialDefaults()'");

    [Theory]
    [InlineData("public new void [|Reload|]() { }", "Reload")]
    [InlineData("public int [|IsDeleted|]() => 1;", "IsDeleted")]
    [InlineData("public bool [|Save|](Trx? trx) => false;", "Save")]
    public Task A_method_that_hides_a_member_of_PO_is_reported(string member, string name) => Reports(
        $$"""[POModel("M")] public partial class M { {{Key}} {{member}} }""",
        $"M.{name} has the name of a member of PO: rename it");

    [Fact]
    public Task A_constructor_without_parameters_is_reported() => Reports(
        $$"""[POModel("M")] public partial class M { {{Key}} public [|M|]() { } }""",
        "M has a constructor without parameters, which the generator adds: do its work in 'partial void SetInitialDefaults()'");

    [Theory]
    [InlineData("private [|M|](PORowReader row) { }")]
    [InlineData("public [|M|](M source) { }")]
    [InlineData("public [|M|](M source, Trx? trx) { }")]
    public Task A_constructor_that_the_generator_adds_is_reported(string constructor) => Reports(
        $$"""[POModel("M")] public partial class M { {{Key}} {{constructor}} }""",
        "M has a constructor that the generator adds: remove it");
}
