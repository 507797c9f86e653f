using System.Collections.Immutable;
using IdempiereStyleCache.ModelRules.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IdempiereStyleCache.ModelRules.Cached;

/// <summary>
/// Reads a member that is marked with <c>[Cached]</c>: what the generator needs of it, and what is wrong with it. Generator and analyzer read with the same rules, so that a member is
/// completed exactly when nothing is reported.
/// </summary>
internal sealed class CachedMemberReader
{
    public const string AttributeName = "IdempiereStyleCache.CachedAttribute";

    private readonly ISymbol _member;
    private readonly INamedTypeSymbol _type;
    private readonly AttributeData _mark;
    private readonly KnownTypes _known;
    private readonly ProblemList _problems;
    private readonly CancellationToken _cancellationToken;

    private CachedMemberReader(ISymbol member, AttributeData mark, KnownTypes known, ProblemList problems, CancellationToken cancellationToken)
    {
        _member = member;
        _type = member.ContainingType;
        _mark = mark;
        _known = known;
        _problems = problems;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Reads a property or method; null where no other file can add to it.</summary>
    public static CachedMember? Read(ISymbol member, AttributeData mark, KnownTypes known, ProblemList problems, CancellationToken cancellationToken) =>
        new CachedMemberReader(member, mark, known, problems, cancellationToken).Read();

    private CachedMember? Read()
    {
        if (UserCode.SyntaxOf(_member, _cancellationToken) is not MemberDeclarationSyntax syntax)
        {
            return null;
        }

        bool isOpen = CheckPlace(syntax);
        CachedRetrieval? retrieval = isOpen ? ReadRetrieval() : null;
        return !isOpen || _problems.IsBroken
            ? null
            : new CachedMember
            {
                Namespace = CodeText.Namespace(_type),
                Types = new EquatableArray<string>([.. ClassRules.Around(_type).Reverse().Append(_type).Select(ClassRules.Opening)]),
                HintName = $"{CodeText.HintName(_type).Replace(UserCode.GeneratedFileSuffix, "")}.{_member.Name}{UserCode.CachedFileSuffix}",
                Heading = Heading(syntax),
                IsProperty = _member is IPropertySymbol,
                Retrieval = _problems.Count > 0 ? null : retrieval,
            };
    }

    // Whether the generator can add the other part at all.
    private bool CheckPlace(MemberDeclarationSyntax syntax)
    {
        bool isPartial = _member is IPropertySymbol { IsPartialDefinition: true } or IMethodSymbol { IsPartialDefinition: true };
        if (!isPartial)
        {
            _problems.AddTo(_member, "is marked [Cached] but is not partial, so that the generator cannot implement it: write 'partial' before its type");
        }
        else if (ImplementationOf(_member) is { } implementation && implementation.DeclaringSyntaxReferences.Any(static r => UserCode.IsWritten(r.SyntaxTree)))
        {
            _problems.AddTo(_member, "is marked [Cached] but has a body of its own: move the body to the method that retrieves the value");
            isPartial = false;
        }

        foreach (INamedTypeSymbol around in ClassRules.Around(_type).Prepend(_type))
        {
            if (around.TypeKind is not (TypeKind.Class or TypeKind.Struct) || around.IsRefLikeType)
            {
                _problems.AddTo(_member, $"is marked [Cached] in {ProblemList.Display(around)}, which is no class or struct: move it");
                isPartial = false;
            }
            else if (!ClassRules.IsPartial(around, _cancellationToken))
            {
                _problems.AddTo(_member, $"is marked [Cached] in {ProblemList.Display(around)}, which is not partial, so that the generator cannot implement it: write '{ClassRules.Opening(around)}'");
                isPartial = false;
            }
            else if (around.IsFileLocal || around.TypeParameters.Length > 0)
            {
                _problems.AddTo(_member, $"is marked [Cached] in {ProblemList.Display(around)}, which is {(around.IsFileLocal ? "local to its file" : "generic")}: move it to an ordinary class");
                isPartial = false;
            }
        }

        return isPartial && (syntax is PropertyDeclarationSyntax or MethodDeclarationSyntax);
    }

    private static ISymbol? ImplementationOf(ISymbol member) => member switch
    {
        IPropertySymbol property => property.PartialImplementationPart,
        IMethodSymbol method => method.PartialImplementationPart,
        _ => null,
    };

    private CachedRetrieval? ReadRetrieval()
    {
        ITypeSymbol returned = _member is IPropertySymbol property ? property.Type : ((IMethodSymbol)_member).ReturnType;
        if (returned.TypeKind == TypeKind.Error)
        {
            _problems.MarkBroken();
            return null;
        }

        if (!HasRightShape(returned))
        {
            return null;
        }

        bool isTask = KnownTypes.Same(returned, _known.Task);
        bool isAsync = isTask || KnownTypes.Same(returned, _known.ValueTask);
        ITypeSymbol value = isAsync ? ((INamedTypeSymbol)returned).TypeArguments[0] : returned;
        CheckValue(value);
        ImmutableArray<IParameterSymbol> parameters = _member is IMethodSymbol method ? method.Parameters : [];
        ImmutableArray<IParameterSymbol> keys = [.. parameters.Where(p => !IsTrx(p) && !IsToken(p))];
        foreach (IParameterSymbol parameter in keys)
        {
            CheckKey(parameter, parameter.Type, $"has the parameter {parameter.Name}");
        }

        ImmutableArray<ISymbol> instanceKeys = _member.IsStatic ? [] : InstanceKeys();
        IMethodSymbol? retrieve = FindRetrieval(value, keys);
        bool isOverloaded = _type.GetMembers(_member.Name).Any(other =>
            !SymbolEqualityComparer.Default.Equals(other, _member) && !SymbolEqualityComparer.Default.Equals(other, ImplementationOf(_member))
            && KnownTypes.AttributeOf(other, _known.CachedAttribute) is not null && UserCode.LocationOf(other).SourceSpan.Start < UserCode.LocationOf(_member).SourceSpan.Start);
        if (isOverloaded)
        {
            _problems.AddTo(_member, "is marked [Cached] as another member of that name is: give it another name");
        }

        return retrieve is null
            ? null
            : new CachedRetrieval
            {
                Name = _member.Name,
                SignalName = $"{_type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat)}.{_member.Name}",
                Owner = ClassRules.NameWithTypeParameters(_type),
                IsStatic = _member.IsStatic,
                ValueType = CodeText.AnnotatedType(value),
                AllowsNull = value.NullableAnnotation == NullableAnnotation.Annotated || (value.IsReferenceType && value.NullableAnnotation == NullableAnnotation.None),
                IsAsync = isAsync,
                ReturnsTask = isTask,
                KeyTypes = new EquatableArray<string>([.. instanceKeys.Select(static k => CodeText.AnnotatedType(TypeOf(k))), .. keys.Select(static k => CodeText.AnnotatedType(k.Type))]),
                InstanceKeys = new EquatableArray<string>([.. instanceKeys.Select(static k => CodeText.Identifier(k.Name))]),
                Parameters = new EquatableArray<string>([.. keys.Select(static k => $"{CodeText.AnnotatedType(k.Type)} {CodeText.Identifier(k.Name)}")]),
                TrxParameter = parameters.FirstOrDefault(IsTrx) is { } trx ? CodeText.Identifier(trx.Name) : null,
                TokenParameter = parameters.FirstOrDefault(IsToken) is { } token ? CodeText.Identifier(token.Name) : null,
                Method = CodeText.Identifier(retrieve.Name),
                IsMethodStatic = retrieve.IsStatic,
                IsMethodValueTask = KnownTypes.Same(retrieve.ReturnType, _known.ValueTask),
                DependsOn = new EquatableArray<string>(DependsOn()),
                Accessibility = SyntaxFacts.GetText(_member.DeclaredAccessibility),
            };
    }

    private bool IsTrx(IParameterSymbol parameter) => KnownTypes.Same(parameter.Type, _known.Trx);

    private bool IsToken(IParameterSymbol parameter) => KnownTypes.Same(parameter.Type, _known.CancellationToken);

    private bool HasRightShape(ITypeSymbol returned)
    {
        string? fault = _member switch
        {
            IPropertySymbol { IsIndexer: true } => "is an indexer, which [Cached] cannot implement: make it a method",
            IPropertySymbol { SetMethod: not null } => "is marked [Cached] and can be set: remove the setter; what changes the value changes the database",
            IPropertySymbol { RefKind: not RefKind.None } or IMethodSymbol { RefKind: not RefKind.None } => "returns a reference, through which everybody could change the value: remove 'ref'",
            IMethodSymbol { Arity: > 0 } => "is generic, which [Cached] cannot implement: write one for each type",
            IMethodSymbol { ReturnsVoid: true } => "is marked [Cached] and returns nothing to cache",
            _ when returned is INamedTypeSymbol { Arity: 0, Name: "Task" or "ValueTask" } => "is marked [Cached] and returns nothing to cache",
            _ => null,
        };
        if (fault is not null)
        {
            _problems.AddTo(_member, fault);
        }

        return fault is null;
    }

    private void CheckValue(ITypeSymbol value)
    {
        if (MutableType.Find(value, _known) is { } mutable)
        {
            _problems.AddTo(_member, $"is a cached attribute of type {ProblemList.Display(value)}, whose content everybody who shares it could change: use {mutable.Counterpart ?? "an immutable type"}");
        }
    }

    // What is part of a key must compare by value, and not change.
    private void CheckKey(ISymbol culprit, ITypeSymbol type, string what)
    {
        bool isValue = type.SpecialType == SpecialType.System_String || type.TypeKind is TypeKind.Enum or TypeKind.Error || (type.IsValueType && MutableType.Find(type, _known) is null)
            || type is INamedTypeSymbol { IsRecord: true } record && MutableType.Find(record, _known) is null;
        bool isByReference = culprit is IParameterSymbol { RefKind: not RefKind.None };
        if (!isValue || isByReference)
        {
            _problems.AddTo(_member, $"{what} of type {ProblemList.Display(type)}{(isByReference ? " by reference" : "")}, which cannot tell values apart: use a value type, a string or a record");
        }
    }

    private ImmutableArray<ISymbol> InstanceKeys()
    {
        ImmutableArray<ISymbol>.Builder keys = ImmutableArray.CreateBuilder<ISymbol>();
        for (INamedTypeSymbol? level = _type; level is not null; level = level.BaseType)
        {
            foreach (ISymbol member in level.GetMembers())
            {
                if (member is IPropertySymbol or IFieldSymbol && KnownTypes.AttributeOf(member, _known.InstanceKeyAttribute) is not null)
                {
                    CheckKey(member, TypeOf(member), $"is read by the instance key {member.Name}");
                    keys.Add(member);
                }
            }
        }

        return keys.ToImmutable();
    }

    private static ITypeSymbol TypeOf(ISymbol member) => member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;

    private IMethodSymbol? FindRetrieval(ITypeSymbol value, ImmutableArray<IParameterSymbol> keys)
    {
        string name = $"Retrieve{_member.Name}";
        foreach (IMethodSymbol candidate in _type.GetMembers(name).OfType<IMethodSymbol>())
        {
            if (Fits(candidate, value, keys))
            {
                return candidate;
            }
        }

        string parameters = string.Join("", keys.Select(static k => $"{ProblemList.Display(k.Type)} {k.Name}, "));
        string wanted = $"private {(_member.IsStatic ? "static " : "")}ValueTask<{ProblemList.Display(value)}> {name}({parameters}RetrievalContext context)";
        _problems.AddTo(_member, _type.GetMembers(name).IsEmpty
            ? $"is marked [Cached] but nothing retrieves its value: write '{wanted}', or one that returns the value itself"
            : $"is marked [Cached] but {name} does not fit it: write '{wanted}', or one that returns the value itself");
        return null;
    }

    private bool Fits(IMethodSymbol candidate, ITypeSymbol value, ImmutableArray<IParameterSymbol> keys)
    {
        ITypeSymbol result = KnownTypes.Same(candidate.ReturnType, _known.Task) || KnownTypes.Same(candidate.ReturnType, _known.ValueTask)
            ? ((INamedTypeSymbol)candidate.ReturnType).TypeArguments[0]
            : candidate.ReturnType;
        return (candidate.IsStatic || !_member.IsStatic)
            && candidate.Arity == 0
            && SymbolEqualityComparer.Default.Equals(result, value)
            && candidate.Parameters.Length == keys.Length + 1
            && KnownTypes.Same(candidate.Parameters[keys.Length].Type, _known.RetrievalContext)
            && keys.Zip(candidate.Parameters, static (key, parameter) => SymbolEqualityComparer.Default.Equals(key.Type, parameter.Type)).All(static same => same);
    }

    private ImmutableArray<string> DependsOn()
    {
        ImmutableArray<string>.Builder tables = ImmutableArray.CreateBuilder<string>();
        foreach (KeyValuePair<string, TypedConstant> argument in _mark.NamedArguments)
        {
            ImmutableArray<TypedConstant> values = argument.Value is { Kind: TypedConstantKind.Array, IsNull: false } ? argument.Value.Values : [];
            foreach (TypedConstant value in values)
            {
                if ((argument.Key == "DependsOn" ? TableOf(value) : value.Value as string) is { } table && !string.IsNullOrWhiteSpace(table))
                {
                    tables.Add(table);
                }
                else
                {
                    _problems.AddTo(_mark, _member, argument.Key == "DependsOn"
                        ? "depends on a type that is no model class: name the class of a table that is marked [POModel], or the table in Tables"
                        : "names in Tables what is no text that is known here: write the name itself, or name the model class in DependsOn");
                }
            }

            if (argument.Value.Kind == TypedConstantKind.Error)
            {
                _problems.AddTo(_mark, _member, $"names in {argument.Key} what is not known here: write the names of tables themselves in Tables, or name model classes in DependsOn");
            }
        }

        return tables.ToImmutable();
    }

    private string? TableOf(TypedConstant value) =>
        value.Value is INamedTypeSymbol type && _known.ModelAttributeOf(type) is { } model ? PropertyMarks.Text(model) : null;

    private string Heading(MemberDeclarationSyntax syntax)
    {
        string modifiers = string.Join(" ", syntax.Modifiers.Select(static m => m.Text));
        return _member switch
        {
            IPropertySymbol property => $"{modifiers} {CodeText.AnnotatedType(property.Type)} {CodeText.Identifier(property.Name)}",
            IMethodSymbol method => $"{modifiers} {(method.ReturnsVoid ? "void" : CodeText.AnnotatedType(method.ReturnType))} {CodeText.Identifier(method.Name)}"
                + $"{TypeParameters(method)}({string.Join(", ", method.Parameters.Select(Parameter))})",
            _ => "",
        };
    }

    private static string TypeParameters(IMethodSymbol method) =>
        method.Arity == 0 ? "" : $"<{string.Join(", ", method.TypeParameters.Select(static p => CodeText.Identifier(p.Name)))}>";

    private static string Parameter(IParameterSymbol parameter)
    {
        string reference = parameter.RefKind switch
        {
            RefKind.Ref => "ref ",
            RefKind.Out => "out ",
            RefKind.In => "in ",
            RefKind.None => "",
            _ => "ref readonly ",
        };
        return $"{reference}{CodeText.AnnotatedType(parameter.Type)} {CodeText.Identifier(parameter.Name)}";
    }
}
