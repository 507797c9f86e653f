using IdempiereStyleCache.ModelRules.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IdempiereStyleCache.ModelRules;

/// <summary>Finds members of the user's that have the name of something that the generator adds or the base class has.</summary>
internal static class NameClashes
{
    public static void Check(
        INamedTypeSymbol type, ITypeSymbol? key, CacheChoice cache, IReadOnlyList<GeneratedFinder> finders, KnownTypes known, ProblemList problems, CancellationToken cancellationToken)
    {
        string keyType = key is null ? "int" : CodeText.Type(key);
        HashSet<(string Name, string Parameters)> methods = [.. GeneratedMembers.Methods(CodeText.Type(type), keyType, cache, finders)];
        HashSet<string> methodNames = [.. methods.Select(static method => method.Name)];
        foreach (ISymbol member in UserCode.Members(type))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (member is IMethodSymbol method)
            {
                CheckMethod(method, methods, known, problems);
            }
            else if (GeneratedMembers.Names.Contains(member.Name) || methodNames.Contains(member.Name))
            {
                problems.AddTo(member, $"has the name of a member that the generator adds: {Advice(member)}");
            }
            else if (HasMember(known.PO, member.Name, known) || HasMember(known.PO.BaseType, member.Name, known))
            {
                problems.AddTo(member, $"has the name of a member of PO: {Advice(member)}");
            }
        }
    }

    private static void CheckMethod(IMethodSymbol method, HashSet<(string Name, string Parameters)> methods, KnownTypes known, ProblemList problems)
    {
        string parameters = Parameters(method);
        if (method.MethodKind == MethodKind.Constructor)
        {
            if (methods.Contains((method.Name, parameters)))
            {
                problems.Add(method, parameters.Length == 0
                    ? $"{problems.TypeName} has a constructor without parameters, which the generator adds: "
                        + $"do its work in 'partial void {GeneratedMembers.SetInitialDefaults}()'"
                    : $"{problems.TypeName} has a constructor that the generator adds: remove it");
            }
        }
        else if (method.MethodKind == MethodKind.Ordinary)
        {
            if (GeneratedMembers.Names.Contains(method.Name) || (methods.Contains((method.Name, parameters)) && !IsDefaults(method)))
            {
                problems.AddTo(method, method.Name == GeneratedMembers.SetInitialDefaults
                    ? $"has the name of the method for the defaults of new records: write it as 'partial void {GeneratedMembers.SetInitialDefaults}()'"
                    : "has the name and parameters of a method that the generator adds: rename it");
            }
            else if (!method.IsOverride && known.PO.GetMembers(method.Name).Any(member => IsSeen(member, known) && Hides(method, parameters, member)))
            {
                problems.AddTo(method, "has the name of a member of PO: rename it");
            }
        }
    }

    /// <summary>Whether a method is the user's part of the one that sets the defaults of new records.</summary>
    public static bool IsDefaults(IMethodSymbol method) =>
        method is { Name: GeneratedMembers.SetInitialDefaults, ReturnsVoid: true, Parameters.IsEmpty: true, Arity: 0 }
        && method.DeclaringSyntaxReferences.Any(static reference =>
            reference.GetSyntax() is MethodDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    /// <summary>The parameters of a method, with its type parameters, as the language tells overloads apart.</summary>
    public static string Parameters(IMethodSymbol method)
    {
        string parameters = string.Join(",", method.Parameters.Select(static parameter =>
            (parameter.RefKind == RefKind.None ? "" : "ref ") + CodeText.Type(parameter.Type)));
        return method.Arity == 0 ? parameters : $"`{method.Arity}({parameters})";
    }

    private static bool Hides(IMethodSymbol method, string parameters, ISymbol member) =>
        member is not IMethodSymbol other || (other.Arity == method.Arity && Parameters(other) == parameters);

    private static bool HasMember(INamedTypeSymbol? type, string name, KnownTypes known) =>
        type?.GetMembers(name).Any(member => IsSeen(member, known)) == true;

    private static bool IsSeen(ISymbol member, KnownTypes known) => member.DeclaredAccessibility switch
    {
        Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal => true,
        Accessibility.Internal or Accessibility.ProtectedAndInternal => known.SeesInternals,
        _ => false,
    };

    private static string Advice(ISymbol member) => member is IPropertySymbol { IsPartialDefinition: true }
        ? $"rename it, and keep the name of its column with [POColumn(\"{member.Name}\")]"
        : "rename it";
}
