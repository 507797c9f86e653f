using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IdempiereStyleCache.Analyzers.Flow;

/// <summary>Calls of the class library: collections, LINQ, tasks. What comes out is what went in, or what a function argument made of it.</summary>
internal sealed partial class FlowEvaluator
{
    private FlowValue CallLibrary(IInvocationOperation call, IMethodSymbol method, FlowValue receiver, FlowValue[] arguments)
    {
        List<KeyValuePair<ITypeSymbol?, FlowValue>> sources = [];
        if (call.Instance is { } instance)
        {
            sources.Add(new(instance.Type, receiver));
        }

        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter && !IsPlain(argument.Value.Type) && arguments[parameter.Ordinal].Functions.IsEmpty && parameter.RefKind != RefKind.Out)
            {
                sources.Add(new(Unwrap(argument.Value).Type ?? argument.Value.Type, arguments[parameter.Ordinal]));
            }
        }

        FlowValue given = FlowValue.None;
        foreach (KeyValuePair<ITypeSymbol?, FlowValue> source in sources)
        {
            given = given.Join(source.Value);
        }

        FlowValue result = CallLambdas(call, arguments, sources, given, out FlowValue? projected, out bool isFiltered);
        result = projected ?? (method.Name == "Zip" && sources.Count == 2 ? Pair(sources) : result.Join(given));
        if (isFiltered)
        {
            result = result.Editable();
        }

        if (call.Instance is { } collection && FlowLibrary.IsAdding(method.Name) && !Symbols.IsList(method.ContainingType))
        {
            foreach (IArgumentOperation argument in call.Arguments)
            {
                if (argument.Parameter is { } parameter && !IsPlain(argument.Value.Type) && HasFacts(arguments[parameter.Ordinal]))
                {
                    Put(collection, arguments[parameter.Ordinal].Functions.IsEmpty ? arguments[parameter.Ordinal] : projected ?? FlowValue.None, argument.Value);
                }
            }
        }
        else if (call.Instance is not null && method.Name == "Clear")
        {
            Update(call.Instance, static _ => FlowValue.None);
        }
        else if (!FlowLibrary.IsAsking(method))
        {
            EscapeAll(arguments);
        }

        AssignOuts(call, given);
        return result;
    }

    private FlowValue CallLambdas(
        IInvocationOperation call, FlowValue[] arguments, List<KeyValuePair<ITypeSymbol?, FlowValue>> sources, FlowValue given, out FlowValue? projected, out bool isFiltered)
    {
        FlowValue result = FlowValue.None;
        projected = null;
        isFiltered = false;
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter is not { } parameter)
            {
                continue;
            }

            foreach (FlowFunction function in arguments[parameter.Ordinal].Functions)
            {
                FlowValue[] passed = [.. function.Parameters.Select(its => Fitting(its.Type, sources))];
                FlowValue returned = CallFunction(function, passed, argument.Syntax, isCertain: false);
                bool isPlain = IsPlain(function.Symbol.ReturnType);
                if (FlowLibrary.IsProjection(parameter) || call.TargetMethod.Name == "Aggregate")
                {
                    FlowValue seeded = call.TargetMethod.Name == "Aggregate" && arguments.Length == 2 ? returned.Join(given) : returned;
                    projected = (projected is null || parameter.Name == "resultSelector" ? FlowValue.None : projected).Join(isPlain ? FlowValue.None : seeded);
                }
                else if (!FlowLibrary.IsDecision(parameter) && !isPlain)
                {
                    result = result.Join(returned);
                }

                isFiltered |= parameter.Name is "predicate" or "match" && AsksWhetherShared(argument.Syntax);
            }
        }

        return result;
    }

    private static bool AsksWhetherShared(SyntaxNode predicate) =>
        predicate.DescendantNodes().Any(static node => node is IdentifierNameSyntax { Identifier.ValueText: "IsImmutable" });

    private static FlowValue Pair(List<KeyValuePair<ITypeSymbol?, FlowValue>> sources)
    {
        FlowValue value = FlowValue.None;
        string[] first = ["Item1", "First"];
        string[] second = ["Item2", "Second"];
        foreach (string name in first)
        {
            value = value with { Members = value.Members.SetItem(name, sources[0].Value) };
        }

        foreach (string name in second)
        {
            value = value with { Members = value.Members.SetItem(name, sources[1].Value) };
        }

        return value;
    }

    /// <summary>What of the sources a parameter of a type can be.</summary>
    private FlowValue Fitting(ITypeSymbol wanted, List<KeyValuePair<ITypeSymbol?, FlowValue>> sources)
    {
        if (IsPlain(wanted))
        {
            return FlowValue.None;
        }

        FlowValue fitting = FlowValue.None;
        foreach (KeyValuePair<ITypeSymbol?, FlowValue> source in sources)
        {
            if (Holds(source.Key, wanted) || Symbols.ModelsIn(wanted).Intersect(Symbols.ModelsIn(source.Key), SymbolEqualityComparer.Default).Any())
            {
                fitting = fitting.Join(Symbols.IsPO(wanted) && !source.Value.Members.IsEmpty ? source.Value.Flat() : source.Value);
            }
        }

        return fitting;
    }

    private static bool Holds(ITypeSymbol? type, ITypeSymbol wanted) => SymbolEqualityComparer.Default.Equals(type, wanted) || type switch
    {
        IArrayTypeSymbol array => Holds(array.ElementType, wanted),
        INamedTypeSymbol named => named.TypeArguments.Any(argument => Holds(argument, wanted)),
        _ => false,
    };

    private void AssignOuts(IInvocationOperation call, FlowValue given)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Out or RefKind.Ref } && !IsPlain(argument.Value.Type) && Unwrap(argument.Value) is not (IFieldReferenceOperation or IPropertyReferenceOperation))
            {
                _assignedOuts.Add(argument);
                Assign(Unwrap(argument.Value), given, argument.Value);
            }
        }
    }

    /// <summary>Other caches keep what they are given for everybody: the framework's that neither freezes nor copies, and the memory cache of the platform.</summary>
    private void CallStore(IInvocationOperation call, IMethodSymbol method, FlowValue[] arguments)
    {
        bool isOwnCache = call.Instance is { Type: { } cache } && method.Name == "TryPut" && Symbols.IsCache(cache) && !Symbols.IsPOCache(cache);
        bool isMemoryCache = method.ContainingType.Name is "CacheExtensions" && method.Name is "Set";
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if ((isOwnCache || isMemoryCache) && argument.Parameter is { Name: "value" } parameter && arguments[parameter.Ordinal].Flat() is { IsEditableOnly: true } value)
            {
                ReportShared(value, argument.Value, NameOf((call.Instance ?? call.Arguments[0].Value).Syntax));
            }
        }
    }
}
