using System.Reflection;

namespace IdempiereStyleCache.Generators.Tests;

/// <summary>A class whose records no node may cache.</summary>
public class UncachedTests
{
    private const string Source = """
        [POModel("M", IsCached = false)]
        public partial class M
        {
            [POKey] public partial int M_ID { get; }
            public static readonly POQuery<M> All = Query();
            public static readonly POModelInfo Model = POModelInfo.Of<M>();
            public static string? Get(int id) => $"mine: {id}";
            public static Func<object>[] Caches() =>
            [
                () => new ImmutablePOCache<int, M>(TableName),
                () => new ImmutablePOCache<string, M>(TableName, (key, context) => default),
                () => new ImmutableIntPOCache<M>(TableName),
                () => new POCopyCache<int, M>(TableName),
                () => new POCopyCache<string, M>(TableName, (key, context) => default),
                () => new IntPOCopyCache<M>(TableName),
            ];
        }
        """;

    [Fact]
    public void It_has_queries_and_the_accessors_that_the_user_writes()
    {
        Type type = Harness.Load(Source);
        Assert.Equal(["All", "Caches", "Get", "Model", "Query"], type.GetMembers(BindingFlags.Static | BindingFlags.Public)
            .Where(static member => member is MethodInfo or FieldInfo { IsLiteral: false })
            .Select(static member => member.Name).Except(["ColumnNames"]).Order(StringComparer.Ordinal));
        Assert.Equal("mine: 3", type.GetMethod("Get")!.Invoke(null, [3]));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(", IsCached = true", true)]
    [InlineData(", IsCached = false", false)]
    public void Its_model_says_so(string argument, bool isCached)
    {
        Type type = Harness.Load($$"""
            [POModel("M"{{argument}})]
            public partial class M { [POKey] public partial int M_ID { get; } public static readonly POModelInfo Model = POModelInfo.Of<M>(); }
            """);
        Assert.Equal(isCached, ((POModelInfo)type.GetField("Model")!.GetValue(null)!).IsCached);
        Assert.Equal(isCached, type.GetMethods().Any(static method => method.Name == "GetMany"));
    }

    [Fact]
    public void No_cache_can_be_made_of_it_by_hand()
    {
        Func<object>[] caches = (Func<object>[])Harness.Load(Source).GetMethod("Caches")!.Invoke(null, null)!;
        Assert.Equal(6, caches.Length);
        Assert.All(caches, static make => Assert.Equal(
            "M is declared with IsCached = false, so no cache can be kept current. Take that from [POModel(\"M\")] to cache it.",
            Assert.Throws<InvalidOperationException>(make).Message));
    }
}
