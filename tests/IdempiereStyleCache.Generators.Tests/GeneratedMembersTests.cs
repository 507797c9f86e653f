using IdempiereStyleCache.ModelRules;
using IdempiereStyleCache.ModelRules.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IdempiereStyleCache.Generators.Tests;

/// <summary>The list of names that a user must not take is the list of what is generated.</summary>
public class GeneratedMembersTests
{
    // Has everything that makes the generator add a member.
    private const string Source = """
        [POModel("M")]
        public partial class M
        {
            [POKey] public partial int M_ID { get; }
            public partial int ReadOnly { get; }
            [ParentKey(typeof(M))] public partial int? Parent { get; }
            [Children] public partial POList<M> Children { get; }
        }
        """;

    private static readonly SymbolDisplayFormat Plain = SymbolDisplayFormat.FullyQualifiedFormat;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Methods_on_the_list_are_those_that_are_generated(bool isCached) => Assert.Equal(
        GeneratedMembers.Methods("global::M", "int", Choice(isCached), []).Select(static method => $"{method.Name}({method.Parameters})").Order(StringComparer.Ordinal),
        Members(isCached).OfType<IMethodSymbol>()
            .Where(static method => method.MethodKind is MethodKind.Ordinary or MethodKind.Constructor)
            .Select(static method => $"{method.Name}({string.Join(",", method.Parameters.Select(static parameter => parameter.Type.ToDisplayString(Plain)))})")
            .Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Methods_of_indexes_and_full_tables_on_the_list_are_those_that_are_generated(bool isFullTable)
    {
        const string indexed = """
            [POModel("M")]
            public sealed partial class M
            {
                [POKey] public partial int M_ID { get; }
                [UniqueKey] public partial string Value { get; set; }
                [Index("Pair")] public partial int? A { get; set; }
                [Index("Pair")] public partial int B { get; set; }
            }
            """;
        CSharpCompilation compilation = Harness.Complete(Harness.Compile(isFullTable ? indexed.Replace("public sealed", "[FullTableCache] public sealed", StringComparison.Ordinal) : indexed));
        IEnumerable<string> generated = compilation.GetTypeByMetadataName("M")!.GetMembers().OfType<IMethodSymbol>()
            .Where(static method => method is { MethodKind: MethodKind.Ordinary, IsStatic: true })
            .Select(static method => $"{method.Name}({string.Join(",", method.Parameters.Select(static parameter => parameter.Type.ToDisplayString(Plain)))})");
        GeneratedFinder[] finders =
        [
            new(new ModelIndex { Name = "Value", IsUnique = true, IgnoresCase = false, Properties = default }, [("string", "value")]),
            new(new ModelIndex { Name = "Pair", IsUnique = false, IgnoresCase = false, Properties = default }, [("int", "a"), ("int", "b")]),
        ];
        string[] instance = [".ctor", "SetInitialDefaults", "GetColumnValue", "CopyColumnsFrom", "SetSystemValue", "ReadBack", "GetChildList", "ForgetChildren"];
        Assert.Equal(
            GeneratedMembers.Methods("global::M", "int", Choice(isCached: true, isFullTable ? 5 : null), finders)
                .Where(method => !instance.Contains(method.Name)).Select(static method => $"{method.Name}({method.Parameters})").Order(StringComparer.Ordinal),
            generated.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Other_names_on_the_list_are_those_that_are_generated() => Assert.Equal(
        GeneratedMembers.Names.Order(StringComparer.Ordinal),
        Members().Where(static member => member is not IMethodSymbol && !member.Name.StartsWith('_') && !member.Name.Contains('.', StringComparison.Ordinal))
            .Where(static member => member is not IPropertySymbol { IsPartialDefinition: true })
            .Select(static member => member.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void What_is_generated_is_marked_as_such_except_the_class_and_its_columns()
    {
        INamedTypeSymbol type = Type();
        Assert.All(Members().Where(static member => member is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor } or IFieldSymbol { IsConst: true } or INamedTypeSymbol)
                .Where(static member => member.Name != GeneratedMembers.SetInitialDefaults),
            static member => Assert.Contains(member.GetAttributes(), static attribute => attribute.AttributeClass!.Name == "GeneratedCodeAttribute"));
        Assert.All(type.GetMembers().OfType<IPropertySymbol>().Where(static property => property.IsPartialDefinition).Cast<ISymbol>().Append(type),
            static mine => Assert.DoesNotContain(mine.GetAttributes(), static attribute => attribute.AttributeClass!.Name == "GeneratedCodeAttribute"));
    }

    private static CacheChoice Choice(bool isCached, int? maxRows = null) => new()
    {
        IsCached = isCached,
        IsCopyCached = false,
        MaxRows = maxRows,
        MaxSize = 0,
        AbsoluteExpiration = 0,
        IdleExpiration = 0,
        MissCapacity = null,
    };

    private static INamedTypeSymbol Type(bool isCached = true)
    {
        string source = isCached ? Source : Source.Replace("""("M")""", """("M", IsCached = false)""", StringComparison.Ordinal);
        CSharpCompilation compilation = Harness.Complete(Harness.Compile(source));
        return Assert.IsType<INamedTypeSymbol>(compilation.GetTypeByMetadataName("M"), exactMatch: false);
    }

    private static IEnumerable<ISymbol> Members(bool isCached = true) => Type(isCached).GetMembers().Where(static member => !member.IsImplicitlyDeclared);
}
