using System.Collections.Immutable;
using System.Reflection;

namespace IdempiereStyleCache.Generators.Tests;

/// <summary>A key of several columns is taken apart and put together again without loss.</summary>
public class KeyRunTests
{
    private const string Enums = """
        public enum Tiny : byte { None, Most = 255 }
        public enum Short : short { Least = -32768, None = 0 }
        public enum Big : ulong { None, Most = ulong.MaxValue }
        public enum Same { None, One = 1, Uno = 1, @class = 2 }
        [Flags] public enum Marks { None, A = 1, B = 2 }
        """;

    [Theory]
    [InlineData("int", typeof(int), "int.MinValue, 0, int.MaxValue")]
    [InlineData("long", typeof(long), "long.MinValue, 0, long.MaxValue")]
    [InlineData("short", typeof(short), "short.MinValue, short.MaxValue")]
    [InlineData("sbyte", typeof(sbyte), "sbyte.MinValue, sbyte.MaxValue")]
    [InlineData("byte", typeof(byte), "byte.MinValue, byte.MaxValue")]
    [InlineData("ushort", typeof(ushort), "ushort.MaxValue")]
    [InlineData("uint", typeof(uint), "uint.MaxValue")]
    [InlineData("ulong", typeof(ulong), "ulong.MaxValue")]
    [InlineData("decimal", typeof(decimal), "-1.10m, decimal.MaxValue")]
    [InlineData("bool", typeof(bool), "true, false")]
    [InlineData("char", typeof(char), "'a', '\\0'")]
    [InlineData("string", typeof(string), "\"\", \" it's \"")]
    [InlineData("Guid", typeof(Guid), "Guid.Empty, new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)")]
    [InlineData("DateTime", typeof(DateTime), "DateTime.MinValue, new DateTime(2026, 2, 28, 23, 59, 59).AddTicks(1)")]
    [InlineData("DateTimeOffset", typeof(DateTimeOffset), "new DateTimeOffset(2026, 2, 28, 1, 2, 3, TimeSpan.FromHours(-5))")]
    [InlineData("DateOnly", typeof(DateOnly), "DateOnly.MinValue, new DateOnly(2026, 2, 28)")]
    [InlineData("TimeOnly", typeof(TimeOnly), "TimeOnly.MaxValue")]
    [InlineData("TimeSpan", typeof(TimeSpan), "TimeSpan.FromTicks(-1)")]
    public void Values_come_back(string type, Type stored, string values) => ComesBack("", type, stored, values);

    [Theory]
    [InlineData("Tiny", typeof(byte), "Tiny.Most, (Tiny)7")]
    [InlineData("Short", typeof(short), "Short.Least, (Short)7")]
    [InlineData("DayOfWeek", typeof(int), "DayOfWeek.Sunday, (DayOfWeek)(-1)")]
    [InlineData("Big", typeof(ulong), "Big.Most")]
    [InlineData("Marks", typeof(int), "Marks.A | Marks.B")]
    public void Enums_come_back_from_their_numbers(string type, Type stored, string values) => ComesBack("", type, stored, values);

    [Theory]
    [InlineData("Tiny", "Tiny.Most, (Tiny)7")]
    [InlineData("Short", "Short.Least, (Short)(-7)")]
    [InlineData("Big", "Big.Most, (Big)(ulong.MaxValue - 1)")]
    [InlineData("Same", "Same.One, Same.Uno, Same.@class")]
    [InlineData("Marks", "Marks.None, Marks.A | Marks.B, (Marks)8")]
    public void Enums_come_back_from_their_names(string type, string values) =>
        ComesBack("[property: POColumn(EnumAsText = true)] ", type, typeof(string), values);

    [Fact]
    public void Parts_of_one_type_stay_in_their_order()
    {
        POModelInfo model = ModelOf(Harness.Load("""
            public readonly record struct Pair(int B, int A, [property: POColumn("0")] int C);
            [POModel("M")] public partial class M { public partial string Name { get; set; } [POKey] public partial Pair Key { get; init; } }
            """));
        Assert.Equal(["B", "A", "0"], model.KeyOrdinals.Select(ordinal => model.Columns[ordinal].Name));
        object key = Activator.CreateInstance(model.KeyType, 1, 2, 3)!;
        Assert.Equal([1, 2, 3], model.KeyValues(key));
        Assert.Equal(key, JoinOf(model)!.DynamicInvoke(model.KeyValues(key)));
    }

    [Theory]
    [InlineData("int")]
    [InlineData("long")]
    [InlineData("string")]
    [InlineData("Guid")]
    public void A_key_of_one_column_is_not_put_together(string type) =>
        Assert.Null(JoinOf(ModelOf(Harness.Load($$"""[POModel("M")] public partial class M { [POKey] public partial {{type}} Key { get; init; } }"""))));

    private static void ComesBack(string attribute, string type, Type stored, string values)
    {
        Type loaded = Harness.Load($$"""
            {{Enums}}
            public readonly record struct MixedKey(int First, {{attribute}}{{type}} Value, string Last);
            [POModel("M")]
            public partial class M
            {
                [POKey] public partial MixedKey Key { get; init; }
                public static MixedKey[] Samples() => [.. System.Linq.Enumerable.Select(new {{type}}[] { {{values}} }, value => new MixedKey(-3, value, "x"))];
            }
            """);
        POModelInfo model = ModelOf(loaded);
        Delegate join = JoinOf(model)!;
        Array samples = (Array)loaded.GetMethod("Samples")!.Invoke(null, null)!;
        Assert.NotEmpty(samples);
        foreach (object key in samples)
        {
            ImmutableArray<object> parts = model.KeyValues(key);
            Assert.Equal([typeof(int), stored, typeof(string)], parts.Select(static part => part.GetType()));
            Assert.Equal(key, join.DynamicInvoke(parts));
        }
    }

    private static POModelInfo ModelOf(Type type) =>
        (POModelInfo)typeof(POModelInfo).GetMethod(nameof(POModelInfo.Of))!.MakeGenericMethod(type).Invoke(null, null)!;

    private static Delegate? JoinOf(POModelInfo model) => (Delegate?)model.GetType().GetProperty("JoinKey", BindingFlags.Instance | BindingFlags.Public)!.GetValue(model);
}
