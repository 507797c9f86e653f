using System.Collections;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IdempiereStyleCache.ModelRules;

/// <summary>Collects the problems of one class. The analyzer reports them; the generator only asks whether there are any.</summary>
internal sealed class ProblemList(INamedTypeSymbol type, CancellationToken cancellationToken) : IReadOnlyCollection<ModelProblem>
{
    private readonly List<ModelProblem> _problems = [];

    public int Count => _problems.Count;

    /// <summary>Whether the class holds an error that the compiler reports itself, so that there is nothing to add and nothing to generate.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The class as messages name it.</summary>
    public string TypeName { get; } = Display(type);

    public static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    /// <summary>Adds a problem of the class itself; the message follows the class's name.</summary>
    public void AddToClass(string message) => Add(type, $"{TypeName} {message}");

    /// <summary>Adds a problem of one member; the message follows the member's name.</summary>
    public void AddTo(ISymbol member, string message) => Add(member, $"{TypeName}.{member.Name} {message}");

    /// <summary>Adds a problem of a property's type, located at the type.</summary>
    public void AddToTypeOf(IPropertySymbol property, string message)
    {
        SyntaxNode? syntax = UserCode.SyntaxOf(property, cancellationToken);
        Location location = (syntax as PropertyDeclarationSyntax)?.Type.GetLocation() ?? UserCode.LocationOf(property);
        Add(location, $"{TypeName}.{property.Name} {message}");
    }

    /// <summary>Adds a problem of an attribute, located at it.</summary>
    public void AddTo(AttributeData attribute, ISymbol owner, string message)
    {
        Location location = attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken).GetLocation() ?? UserCode.LocationOf(owner);
        Add(location, SymbolEqualityComparer.Default.Equals(owner, type) ? $"{TypeName} {message}" : $"{TypeName}.{owner.Name} {message}");
    }

    public void Add(ISymbol culprit, string message) => Add(UserCode.LocationOf(culprit), message);

    public void MarkBroken() => IsBroken = true;

    public IEnumerator<ModelProblem> GetEnumerator() => _problems.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Add(Location location, string message) => _problems.Add(new ModelProblem(message, location));
}
