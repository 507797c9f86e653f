using System.Reflection;
using IdempiereStyleCache.ModelRules.Cached;
using IdempiereStyleCache.ModelRules.Models;

namespace IdempiereStyleCache.Generators.Tests;

/// <summary>What flows through the generator's steps is plain data that compares by value.</summary>
public class ModelShapeTests
{
    private static readonly Type[] Plain = [typeof(string), typeof(bool), typeof(int), typeof(int?), typeof(long)];

    private static readonly Type[] Models =
        [.. typeof(ModelClass).Assembly.GetTypes().Where(static type => (type.Namespace == typeof(ModelClass).Namespace || type == typeof(CachedMember) || type == typeof(CachedRetrieval)) && !type.IsNested), typeof(EmittedModel)];

    public static TheoryData<Type> ModelTypes => [.. Models];

    [Fact]
    public void The_models_are_found() => Assert.Superset(
        new HashSet<Type> { typeof(ModelClass), typeof(ModelProperty), typeof(ModelColumn), typeof(ModelChildren), typeof(ModelReading), typeof(ModelSkeleton), typeof(SkeletonProperty), typeof(EquatableArray<>), typeof(EmittedModel) },
        Models.ToHashSet());

    [Theory]
    [MemberData(nameof(ModelTypes))]
    public void A_model_is_a_sealed_record_or_the_equatable_array(Type model) =>
        Assert.True(model == typeof(EquatableArray<>) || (model.IsSealed && model.GetMethod("<Clone>$") is not null), $"{model} is no sealed record.");

    [Theory]
    [MemberData(nameof(ModelTypes))]
    public void A_model_holds_plain_data_only(Type model) =>
        Assert.All(FieldsOf(model), static field => Assert.True(IsPlain(field.FieldType), $"{field.DeclaringType}.{field.Name} is a {field.FieldType}."));

    [Theory]
    [MemberData(nameof(ModelTypes))]
    public void No_field_of_a_model_can_hold_a_Roslyn_object(Type model) =>
        Assert.All(FieldsOf(model), static field => Assert.DoesNotContain(
            TypesIn(field.FieldType), static type => type.Assembly.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) || type == typeof(object)));

    [Fact]
    public void Two_readings_of_one_source_are_equal()
    {
        ModelClass[] first = [.. Read(Sources.Product, Sources.ProductPrice)];
        ModelClass[] second = [.. Read(Sources.Product, Sources.ProductPrice)];
        Assert.Equal(first, second);
        Assert.Equal(first.Select(static model => model.GetHashCode()), second.Select(static model => model.GetHashCode()));
        Assert.NotSame(first[0], second[0]);
    }

    [Fact]
    public void Every_fact_of_a_model_counts_when_it_is_compared()
    {
        ModelClass model = Read(Nested(Sources.Product.Replace("public partial string Value", "[Index] public partial string Value", StringComparison.Ordinal)), Sources.ProductPrice.Replace("typeof(", "typeof(Outer.", StringComparison.Ordinal)).First();
        object[] samples = [model, model.Cache, model.Indexes[0], model.Properties[1], model.Properties[1].Columns[0], model.Children[0]];
        foreach (object sample in samples)
        {
            foreach (FieldInfo field in FieldsOf(sample.GetType()))
            {
                object copy = sample.GetType().GetMethod("<Clone>$")!.Invoke(sample, null)!;
                Assert.Equal(sample, copy);
                field.SetValue(copy, Another(field.FieldType, field.GetValue(copy)));
                Assert.False(sample.Equals(copy), $"{field.DeclaringType}.{field.Name} does not count.");
            }
        }
    }

    private static string Nested(string source) => source.Replace("Garden;", "Garden; public partial class Outer {", StringComparison.Ordinal) + "}";

    private static IEnumerable<ModelClass> Read(params string[] sources) =>
        Harness.Run(Harness.Compile(sources)).TrackedSteps[TrackingNames.ReadModel]
            .SelectMany(static step => step.Outputs).Select(static output => ((ModelReading)output.Value).Complete!);

    private static object? Another(Type type, object? value) => value switch
    {
        string text => text + "x",
        bool flag => !flag,
        int number => number + 1,
        long number => number + 1,
        CacheChoice choice => choice with { MaxSize = choice.MaxSize + 1 },
        null => type == typeof(string) ? "x" : 1,
        _ => Activator.CreateInstance(type), // an empty array
    };

    private static IEnumerable<FieldInfo> FieldsOf(Type model) => model.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .Where(static field => field.DeclaringType != typeof(object));

    private static bool IsPlain(Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() is { } generic && (generic == typeof(EquatableArray<>) || generic.Name.StartsWith("ImmutableArray", StringComparison.Ordinal)))
        {
            return type.GetGenericArguments()[0] is { IsGenericParameter: true } || IsPlain(type.GetGenericArguments()[0]);
        }

        return Plain.Contains(type) || Models.Contains(type);
    }

    private static IEnumerable<Type> TypesIn(Type type) => type.IsGenericType ? type.GetGenericArguments().SelectMany(TypesIn).Append(type) : [type];
}
