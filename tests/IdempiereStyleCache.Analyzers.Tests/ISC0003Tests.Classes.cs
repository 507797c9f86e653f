namespace IdempiereStyleCache.Analyzers.Tests;

public partial class ISC0003Tests
{
    private const string Key = "[POKey] public partial int M_ID { get; }";

    [Fact]
    public Task A_class_that_is_not_partial_is_reported() => Reports(
        """[POModel("M")] public class [|[|M|]|] { public int M_ID { get; set; } }""",
        "M has no key: mark the property that holds it with [POKey]",
        "M is marked [POModel] but is not partial, so that the generator cannot complete it: write 'partial class'");

    [Fact]
    public Task A_class_with_partial_properties_that_is_not_partial_is_reported() => ReportsBeside(
        ["CS0751", "CS9248"], // a partial member needs a partial type; it has no implementation
        """[POModel("M")] public class [|M|] { [POKey] public partial int M_ID { get; } }""",
        "M is marked [POModel] but is not partial, so that the generator cannot complete it: write 'partial class'");

    [Fact]
    public Task A_class_inside_one_that_is_not_partial_is_reported_at_that_one() => ReportsBeside(
        ["CS0260"], // Outer lacks 'partial'
        $$"""public class [|Outer|] { public partial struct Middle { [POModel("M")] public partial class M { {{Key}} } } }""",
        "Outer.Middle.M lies inside Outer, which is not partial, so that the generator cannot complete it: write 'partial class Outer'");

    [Fact]
    public Task A_class_inside_a_record_struct_that_is_not_partial_is_told_its_words() => ReportsBeside(
        ["CS0260"],
        $$"""public record struct [|Outer|] { [POModel("M")] public partial class M { {{Key}} } }""",
        "Outer.M lies inside Outer, which is not partial, so that the generator cannot complete it: write 'partial record struct Outer'");

    [Fact]
    public Task A_class_inside_a_generic_one_is_reported() => Reports(
        $$"""public partial class Outer<T> { [POModel("M")] public partial class [|M|] { {{Key}} } }""",
        "Outer<T>.M lies inside Outer<T>, which is generic: move it out");

    [Theory]
    [InlineData("abstract partial class [|M|]", "abstract")]
    [InlineData("partial record [|M|]", "a record")]
    [InlineData("partial record class [|M|]", "a record")]
    public Task An_unsupported_kind_of_class_is_reported(string declaration, string kind) => Reports(
        $$"""[POModel("M")] public {{declaration}} { {{Key}} }""",
        $"M is {kind}, which a model class cannot be: make it an ordinary class");

    [Fact]
    public Task A_static_class_is_reported() => ReportsBeside(
        ["CS0708"], // it cannot have members of an instance
        $$"""[POModel("M")] public static partial class [|M|] { {{Key}} }""",
        "M is static, which a model class cannot be: make it an ordinary class");

    [Fact]
    public Task A_generic_class_is_reported() => Reports(
        $$"""[POModel("M")] public partial class [|M|]<T> { {{Key}} }""",
        "M<T> is generic, which a model class cannot be: make it an ordinary class");

    [Fact]
    public Task A_class_local_to_its_file_is_reported() => ReportsBeside(
        ["CS9248"], // its property has no implementation, and no other file can give it one
        $$"""[POModel("M")] file partial class [|M|] { {{Key}} }""",
        "M is local to its file, which a model class cannot be: make it an ordinary class");

    [Fact]
    public Task A_primary_constructor_is_reported() => Reports(
        $$"""[POModel("M")] public partial class [|M|](int x) { {{Key}} public int X() => x; }""",
        "M has a primary constructor, which the generated constructors cannot call: write it as an ordinary one that calls this()");

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\" \"")]
    [InlineData("null!")]
    public Task A_class_without_table_is_reported_at_its_attribute(string table) => Reports(
        $$"""[[|POModel({{table}})|]] public partial class M { {{Key}} }""",
        "M has no table: write the name of its table, as in [POModel(\"M_Product\")]");

    [Theory]
    [InlineData("""[POModel("M", IsCached = false), [|CopyCache|]]""")]
    [InlineData("""[[|CopyCache|]] [POModel("M", IsCached = !true)]""")]
    public Task A_copy_cache_of_a_class_without_cache_is_reported_at_its_attribute(string attributes) => Reports(
        $$"""{{attributes}} public partial class M { {{Key}} }""",
        "M cannot be both [CopyCache] and declared with IsCached = false: remove one");

    [Fact]
    public Task A_base_class_that_is_no_PO_is_reported() => Reports(
        $$"""public class Base; [POModel("M")] public partial class [|M|] : Base { {{Key}} }""",
        "M derives from Base, which is no PO: derive from nothing, or let Base derive from PO");

    [Fact]
    public Task A_base_class_that_is_a_model_class_is_reported() => Reports(
        $$"""[POModel("B")] public partial class Base { {{Key}} } [POModel("M")] public partial class [|M|] : Base { [POKey] public partial int Other_ID { get; } }""",
        "M derives from Base, which is a model class itself: derive both from one abstract class, or from nothing");

    [Fact]
    public Task A_base_class_that_is_not_abstract_is_reported() => Reports(
        $$"""
        public class Base : PO
        {
            protected override POModelInfo ModelInfo => throw new NotImplementedException();
            protected override object? GetColumnValue(int ordinal) => null;
            protected override void CopyColumnsFrom(PO source) { }
        }
        [POModel("M")] public partial class [|M|] : Base { {{Key}} }
        """,
        "M derives from Base, which is not abstract: make it abstract");

    [Fact]
    public Task A_base_class_without_the_constructors_is_reported_one_by_one() => Reports(
        $$"""
        public abstract class Base : PO { protected Base(int x) { } }
        [POModel("M")] public partial class [|[|[|M|]|]|] : Base { {{Key}} }
        """,
        "M derives from Base, which has no constructor for copies: add 'protected Base(Base source, Trx? trx) : base(source, trx) { }' to it",
        "M derives from Base, which has no constructor for new records: add 'protected Base() { }' to it",
        "M derives from Base, which has no constructor for records that are read: add 'protected Base(PORowReader row) : base(row) { }' to it");

    [Fact]
    public Task Each_part_of_a_class_in_several_parts_is_read() => Reports(
        """
        public partial class M { public partial int Other { get; set; } }
        [POModel("M")] public partial class M { [POKey] public partial [|decimal|] M_ID { get; } public partial [|byte[]|] Photo { get; set; } }
        """,
        "M.M_ID is of type decimal, which cannot be a key: use int, long, string, Guid, or for several columns a readonly record struct whose positional parameters are the columns",
        "M.Photo is of type byte[], which cannot be stored: use ImmutableArray<byte> for byte data");
}
