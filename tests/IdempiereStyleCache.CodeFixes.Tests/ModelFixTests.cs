namespace IdempiereStyleCache.CodeFixes.Tests;

/// <summary>The fixes that change a model class.</summary>
public class ModelFixTests
{
    [Fact]
    public Task A_class_and_the_types_around_it_become_partial() => FixCheck.MendsAsync(
        new PartialFix(),
        """
        public static class Garden
        {
            // a bed of flowers
            [POModel("G_Bed")] class MBed { [POKey] public partial int G_Bed_ID { get; } }
        }
        """,
        """
        public static partial class Garden
        {
            // a bed of flowers
            [POModel("G_Bed")] partial class MBed { [POKey] public partial int G_Bed_ID { get; } }
        }
        """);

    [Fact]
    public Task A_marked_property_becomes_partial() => FixCheck.MendsAsync(
        new PartialFix(),
        """[POModel("G_Bed")] public partial class MBed { [POKey] public int G_Bed_ID { get; } [POColumn("Kind")] public string Name { get; set; } }""",
        """[POModel("G_Bed")] public partial class MBed { [POKey] public partial int G_Bed_ID { get; } [POColumn("Kind")] public partial string Name { get; set; } }""");

    [Fact]
    public Task Other_faults_of_a_class_are_not_mended() => FixCheck.OffersNothingAsync(
        new PartialFix(), """[POModel("G_Bed")] public partial class MBed { public partial int G_Bed_ID { get; set; } }""");

    [Fact]
    public Task An_automatic_property_becomes_a_column() => FixCheck.MendsAsync(
        new GuardedPropertyFix(),
        """
        [POModel("G_Bed")]
        public partial class MBed
        {
            [POKey] public partial int G_Bed_ID { get; }

            /// <summary>What grows there.</summary>
            public string? Plant { get; set; }

            int Rows { get; set; }
        }
        """,
        """
        [POModel("G_Bed")]
        public partial class MBed
        {
            [POKey] public partial int G_Bed_ID { get; }

            /// <summary>What grows there.</summary>
            public partial string? Plant { get; set; }

            partial int Rows { get; set; }
        }
        """,
        "Make Plant a partial property");

    [Theory]
    [InlineData("public Uri? Link { get; set; }")]
    [InlineData("public int Rows { get; set; } = 3;")]
    [InlineData("public int Rows { get => field; set => field = value; }")]
    [InlineData("private int _rows; public int Rows => _rows;")]
    public Task State_that_cannot_be_a_column_as_it_is_stays(string member) => FixCheck.OffersNothingAsync(
        new GuardedPropertyFix(), $$"""[POModel("G_Bed")] public partial class MBed { [POKey] public partial int G_Bed_ID { get; } {{member}} }""");

    [Theory]
    [InlineData("public List<string> Tags { get; } = [];", "public ImmutableArray<string> Tags { get; } = [];")]
    [InlineData("public List<string> Tags { get; } = new();", "public ImmutableArray<string> Tags { get; } = ImmutableArray<string>.Empty;")]
    [InlineData("public string[] Tags { get; } = [\"a\", \"b\"];", "public ImmutableArray<string> Tags { get; } = [\"a\", \"b\"];")]
    [InlineData("private readonly HashSet<int> _ids = new HashSet<int>(); public bool Has(int id) => _ids.Contains(id);", "private readonly ImmutableHashSet<int> _ids = ImmutableHashSet<int>.Empty; public bool Has(int id) => _ids.Contains(id);")]
    [InlineData("public IDictionary<string, int> Counts { get; init; } = new Dictionary<string, int>();", "public ImmutableDictionary<string, int> Counts { get; init; } = ImmutableDictionary<string, int>.Empty;")]
    [InlineData("public int[] Sizes { get; } = Array.Empty<int>();", "public ImmutableArray<int> Sizes { get; } = ImmutableArray<int>.Empty;")]
    [InlineData("public int[] Sizes { get; } = new int[0];", "public ImmutableArray<int> Sizes { get; } = ImmutableArray<int>.Empty;")]
    public Task A_mutable_type_becomes_its_counterpart(string before, string after) => FixCheck.MendsAsync(
        new ImmutableTypeFix(),
        $$"""[POModel("G_Bed")] public partial class MBed { [POKey] public partial int G_Bed_ID { get; } {{before}} }""",
        $$"""[POModel("G_Bed")] public partial class MBed { [POKey] public partial int G_Bed_ID { get; } {{after}} }""");

    [Theory]
    [InlineData("public List<int> Sizes { get; } = Make(); static List<int> Make() => [];")]
    [InlineData("public Dictionary<string, int> Counts { get; } = new() { [\"a\"] = 1 };")]
    [InlineData("public System.Text.StringBuilder Text { get; } = new();")]
    public Task One_that_begins_with_something_else_stays(string member) => FixCheck.OffersNothingAsync(
        new ImmutableTypeFix(), $$"""[POModel("G_Bed")] public partial class MBed { [POKey] public partial int G_Bed_ID { get; } {{member}} }""");
}
