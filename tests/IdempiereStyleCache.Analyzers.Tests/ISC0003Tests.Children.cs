namespace IdempiereStyleCache.Analyzers.Tests;

public partial class ISC0003Tests
{
    [Theory]
    [InlineData("List<Child>")]
    [InlineData("ImmutableArray<Child>")]
    [InlineData("Child")]
    public Task Children_that_are_no_POList_are_reported_at_the_type(string type) => Reports(
        $$"""
        [POModel("Child")] public partial class Child { [POKey] public partial int Child_ID { get; } [ParentKey(typeof(M))] public partial int M_ID { get; } }
        [POModel("M")] public partial class M { {{Key}} [Children] public partial [|{{type}}|] Children { get; } }
        """,
        $"M.Children is marked [Children] but is of type {type}: use POList<T> of the children's model class");

    [Fact]
    public Task Children_that_are_no_model_class_are_reported() => ReportsBeside(
        ["CS0311"], // Child is no PO
        $$"""
        public class Child;
        [POModel("M")] public partial class M { {{Key}} [Children] public partial [|POList<Child>|] Children { get; } }
        """,
        "M.Children is a list of Child, which is no model class: mark that class with [POModel(\"its table\")]");

    [Fact]
    public Task Children_without_the_parents_key_are_reported() => Reports(
        $$"""
        [POModel("Other")] public partial class Other { [POKey] public partial int Other_ID { get; } }
        [POModel("Child")] public partial class Child { [POKey] public partial int Child_ID { get; } [ParentKey(typeof(Other))] public partial int M_ID { get; } }
        [POModel("M")] public partial class M { {{Key}} [Children] public partial [|POList<Child>|] Children { get; } }
        """,
        "M.Children is a list of Child, which has no column for the key of its parent: mark that property of Child with [ParentKey(typeof(M))]");

    [Fact]
    public Task Children_with_several_keys_of_the_parent_are_reported() => Reports(
        $$"""
        [POModel("Child")] public partial class Child
        {
            [POKey] public partial int Child_ID { get; }
            [ParentKey(typeof(M))] public partial int A { get; set; }
            [ParentKey(typeof(M))] public partial int B { get; set; }
        }
        [POModel("M")] public partial class M { {{Key}} [[|Children|]] public partial POList<Child> Children { get; } }
        """,
        "M.Children is a list of Child, which has several columns for the key of this parent: choose one with [Children(ParentKey = nameof(Child.A))]; there are A, B");

    [Fact]
    public Task A_parent_key_that_the_child_does_not_have_is_reported() => Reports(
        $$"""
        [POModel("Child")] public partial class Child { [POKey] public partial int Child_ID { get; } [ParentKey(typeof(M))] public partial int A { get; set; } }
        [POModel("M")] public partial class M { {{Key}} [[|Children(ParentKey = "B")|]] public partial POList<Child> Children { get; } }
        """,
        "M.Children names Child.B as the parent's key, which is not one of: A");

    [Fact]
    public Task Children_with_a_setter_are_reported() => Reports(
        $$"""
        [POModel("Child")] public partial class Child { [POKey] public partial int Child_ID { get; } [ParentKey(typeof(M))] public partial int A { get; set; } }
        [POModel("M")] public partial class M { {{Key}} [Children] public partial POList<Child> Children { get; [|set|]; } }
        """,
        "M.Children is a list of children, which is never replaced: remove the setter, and add and remove children");

    [Fact]
    public Task Children_that_are_marked_as_a_column_are_reported() => Reports(
        $$"""
        [POModel("Child")] public partial class Child { [POKey] public partial int Child_ID { get; } [ParentKey(typeof(M))] public partial int A { get; set; } }
        [POModel("M")] public partial class M { {{Key}} [Children, [|POColumn("x")|]] public partial POList<Child> Children { get; } }
        """,
        "M.Children cannot be both [Children] and [POColumn]: children are no column");

    [Fact]
    public Task A_list_of_children_of_a_key_of_several_columns_is_reported_on_both_sides() => Reports(
        """
        public readonly record struct Pair(int A, int B);
        [POModel("Child")] public partial class CM { [POKey] public partial int Child_ID { get; } [[|ParentKey(typeof(M))|]] public partial int A { get; set; } }
        [POModel("M")] public partial class M { [POKey] public partial Pair Key { get; init; } [[|Children|]] public partial POList<CM> Children { get; } }
        """,
        "CM.A cannot hold the key of M, which has several columns: only a parent with a key of one column can have children",
        "M.Children cannot be a list of children: the key of the class has several columns, and a child links to one");

    [Fact]
    public Task A_parent_that_is_no_model_class_is_reported() => Reports(
        $$"""public class P; [POModel("M")] public partial class M { {{Key}} [[|ParentKey(typeof(P))|]] public partial int P_ID { get; } }""",
        "M.P_ID names P as parent, which is no [POModel] class: name the parent's model class");

    [Theory]
    [InlineData("long", "int")]
    [InlineData("string", "int")]
    [InlineData("int?", "long")]
    public Task A_parent_key_of_another_type_than_the_parents_is_reported(string type, string keyType) => Reports(
        $$"""
        [POModel("P")] public partial class P { [POKey] public partial {{keyType}} P_ID { get; } }
        [POModel("M")] public partial class M { {{Key}} [ParentKey(typeof(P))] public partial [|{{type}}|] P_ID { get; set; } }
        """,
        $"M.P_ID is of type {type}, but the key of its parent P is {keyType}: use that type");
}
