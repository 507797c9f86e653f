using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace IdempiereStyleCache.Generators.Tests;

/// <summary>What shows only when the generated code runs, without a database. The rest of its behaviour is tested where databases are.</summary>
public class RunTests
{
    [Fact]
    public void A_static_field_of_the_class_can_use_model_and_cache()
    {
        Type type = Harness.Load("""
            [POModel("M")]
            public partial class M
            {
                public static readonly M None = MakeNone();
                public static readonly ImmutableIntPOCache<M> Mine = new(TableName);
                public static readonly POQuery<M> All = Query();
                [POKey] public partial int M_ID { get; }
                [ParentKey(typeof(M))] public partial int? Parent_ID { get; }
                [Children] public partial POList<M> Children { get; }
                private static M MakeNone()
                {
                    M none = new();
                    none.MarkImmutable();
                    return none;
                }
            }
            """);
        RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        Assert.True(Assert.IsType<PO>(type.GetField("None")!.GetValue(null), exactMatch: false).IsImmutable);
    }

    [Fact]
    public void Byte_data_is_never_an_array_that_was_not_made()
    {
        Type type = Harness.Load("""
            [POModel("M")]
            public partial class M
            {
                [POKey] public partial int M_ID { get; }
                public partial ImmutableArray<byte> Data { get; set; }
                public partial ImmutableArray<byte>? DataOrNull { get; set; }
            }
            """);
        object made = Activator.CreateInstance(type)!;
        PropertyInfo data = type.GetProperty("Data")!;
        PropertyInfo dataOrNull = type.GetProperty("DataOrNull")!;
        Assert.Equal(ImmutableArray<byte>.Empty, data.GetValue(made));
        Assert.Null(dataOrNull.GetValue(made));
        data.SetValue(made, ImmutableArray.Create<byte>(1));
        data.SetValue(made, default(ImmutableArray<byte>));
        Assert.Equal(ImmutableArray<byte>.Empty, data.GetValue(made));
        dataOrNull.SetValue(made, ImmutableArray.Create<byte>(1));
        dataOrNull.SetValue(made, default(ImmutableArray<byte>));
        Assert.Null(dataOrNull.GetValue(made));
    }

    [Fact]
    public void Each_value_is_boxed_as_the_type_that_it_is_stored_as()
    {
        Type type = Harness.Load("""
            public enum Size : short { Small = 3 }
            [POModel("M")]
            public partial class M
            {
                [POKey] public partial int M_ID { get; }
                public partial long Long { get; set; }
                public partial Size Size { get; set; }
                [POColumn(EnumAsText = true)] public partial Size? Text { get; set; }
                public partial double? Nothing { get; set; }
                partial void SetInitialDefaults() { Long = 2; Size = Size.Small; Text = Size.Small; }
            }
            """);
        object made = Activator.CreateInstance(type)!;
        MethodInfo get = type.GetMethod("GetColumnValue", BindingFlags.Instance | BindingFlags.NonPublic)!;
        Assert.Equal([0, 2L, (short)3, "Small", null], Enumerable.Range(0, 5).Select(ordinal => get.Invoke(made, [ordinal])));
    }
}
