using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IdempiereStyleCache.Analyzers.Flow;

/// <summary>Calls: of accessors, of what the framework knows, of methods of this compilation, of the class library.</summary>
internal sealed partial class FlowEvaluator
{
    private FlowValue Invoke(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        FlowValue receiver = Evaluate(call.Instance);
        FlowValue[] arguments = EvaluateArguments(call.Arguments, method);
        if (call.Instance is { } instance)
        {
            if (Symbols.IsTrx(Unwrap(instance).Type))
            {
                CallTrx(call, instance);
            }
            else if (Symbols.IsPO(method.ContainingType) && CallPO(call, instance, receiver) is { } done)
            {
                return done;
            }
        }

        ApplyMarks(call, receiver, arguments);
        CallStore(call, method, arguments);
        FlowValue result = Result(call, method, receiver, arguments);
        AfterCall(call.Arguments);
        return IsPlain(call.Type) ? FlowValue.None : result;
    }

    private FlowValue Result(IInvocationOperation call, IMethodSymbol method, FlowValue receiver, FlowValue[] arguments)
    {
        if (IsResultFromCache(method))
        {
            RunUnknown(call.Arguments, arguments);
            return Take(call, method);
        }

        if (method.Name is "GetCopy" or "GetCopyAsync" && (Symbols.IsPO(method.ContainingType) || Symbols.IsCache(method.ContainingType)))
        {
            return Copy(call, method);
        }

        if (Symbols.IsQuery(method.ReturnType) || (Symbols.IsQuery(method.ContainingType) && Symbols.Carries(method.ReturnType)))
        {
            return FlowValue.Of(Kinds.Query) with { Trx = TrxIn(call.Arguments) ?? receiver.Trx };
        }

        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return CallDelegate(call, receiver, arguments);
        }

        if (method.MethodKind == MethodKind.LocalFunction)
        {
            FlowFunction function = FunctionOf(method);
            return function.Graph is null ? FlowValue.Unknown : CallFunction(function, arguments, call.Syntax, isCertain: true);
        }

        if (session.Context.HasBody(method) && !Symbols.IsList(method.ContainingType))
        {
            return CallSource(call, method, receiver, arguments);
        }

        if (FlowLibrary.IsLibrary(method.ContainingType) || Symbols.IsList(method.ContainingType))
        {
            return CallLibrary(call, method, receiver, arguments);
        }

        RunUnknown(call.Arguments, arguments);
        Escape(receiver);
        EscapeAll(arguments);
        return FlowValue.Unknown;
    }

    private FlowValue[] EvaluateArguments(ImmutableArray<IArgumentOperation> given, IMethodSymbol? method)
    {
        FlowValue[] arguments = new FlowValue[method?.Parameters.Length ?? 0];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = FlowValue.None;
        }

        foreach (IArgumentOperation argument in given)
        {
            if (argument.Parameter is { } parameter && parameter.Ordinal < arguments.Length)
            {
                arguments[parameter.Ordinal] = LambdaIn(argument.Value) is { } lambda ? new FlowValue { Functions = [FunctionOf(lambda)] } : Evaluate(argument.Value);
            }
            else
            {
                Evaluate(argument.Value);
            }
        }

        return arguments;
    }

    // What is passed by reference may be something else now, and a member of a shared object may have been changed.
    private void AfterCall(ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (IArgumentOperation argument in arguments)
        {
            if (argument.Parameter is { } given)
            {
                GiveAway(argument.Value, given.ContainingSymbol);
            }

            if (argument.Parameter is not { RefKind: RefKind.Ref or RefKind.Out } parameter)
            {
                continue;
            }

            if (Unwrap(argument.Value) is IFieldReferenceOperation or IPropertyReferenceOperation)
            {
                Assign(Unwrap(argument.Value), FlowValue.Unknown, argument.Value);
            }
            else if (parameter.RefKind == RefKind.Out && !_assignedOuts.Remove(argument))
            {
                Assign(Unwrap(argument.Value), FlowValue.Unknown, argument.Value);
            }
        }
    }

    /// <summary>What every model object can do. Null: nothing special.</summary>
    private FlowValue? CallPO(IInvocationOperation call, IOperation instance, FlowValue receiver)
    {
        IMethodSymbol method = call.TargetMethod;
        if (method.ContainingType.Name != "PO")
        {
            return null;
        }

        switch (method.Name)
        {
            case "Save" or "SaveAsync" or "Delete" or "DeleteAsync":
                Save(receiver, call, NameOf(instance.Syntax), method.Name);
                if ((TrxIn(call.Arguments) ?? receiver.Trx) is { } trx && Symbols.TableOf(instance.Type) is { } table)
                {
                    _state.Writes = _state.Writes.Add(new TableWrite(trx, table));
                }

                return FlowValue.None;
            case "MarkImmutable":
                Use(receiver);
                Update(instance, static value => value with { Kinds = (value.Kinds & ~Kinds.Editable) | Kinds.Unknown });
                return FlowValue.None;
            case "GetOldValue" or "IsValueChanged" or "Equals" or "GetHashCode" or "ToString" or "GetType":
                return FlowValue.None;
            default:
                return null;
        }
    }

    private void ApplyMarks(IInvocationOperation call, FlowValue receiver, FlowValue[] arguments)
    {
        if (call.Instance is not null && (receiver.Kinds != Kinds.None || receiver.Parameters != 0) && Symbols.ChangesPO(call.TargetMethod))
        {
            Change(receiver, call, call.Instance);
        }

        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter && parameter.Ordinal < arguments.Length && Symbols.ChangesPO(parameter))
            {
                Change(arguments[parameter.Ordinal], call.Syntax, NameOf(argument.Value.Syntax));
            }
        }
    }

    private bool IsResultFromCache(IMethodSymbol method)
    {
        for (IMethodSymbol? candidate = method; candidate is not null; candidate = candidate.OverriddenMethod)
        {
            if (Symbols.IsResultFromCache(candidate))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What an accessor of a cache gives.</summary>
    private FlowValue Take(IInvocationOperation call, IMethodSymbol method)
    {
        ITypeSymbol? cache = call.Instance?.Type;
        if (Symbols.IsCopyCache(cache))
        {
            return FlowValue.Of(Kinds.Copy);
        }

        if (Symbols.IsEitherCache(cache))
        {
            return FlowValue.Unknown;
        }

        CheckReadsPastTrx(call, method);
        return FlowValue.Of(Kinds.Cached, OriginOf(call.Syntax, method.Name, method.ReturnType));
    }

    private FlowValue Copy(IInvocationOperation call, IMethodSymbol method)
    {
        Origin origin = OriginOf(call.Syntax, method.Name, method.ReturnType) with { IsCopy = true };
        ITypeSymbol? model = Symbols.ModelsIn(method.ReturnType).FirstOrDefault();
        if (!Symbols.IsCopyCached(model) && !Symbols.IsCopyCache(call.Instance?.Type) && !Symbols.IsEitherCache(call.Instance?.Type))
        {
            string instead = $"{model?.Name ?? "the cache"}.{(method.Name == "GetCopy" ? "Get" : "GetAsync")}";
            _copies[call.Syntax] = new FlowFinding(FlowRules.NeedlessCopy, call.Syntax, [instead], FlowValue.None);
        }

        return FlowValue.Of(Kinds.Copy, origin) with { Trx = TrxIn(call.Arguments) };
    }

    private Origin OriginOf(SyntaxNode? syntax, string accessor, ITypeSymbol type) =>
        new(syntax, accessor, Symbols.ModelsIn(type).FirstOrDefault()?.Name, Symbols.TableOf(type));

    private FlowValue RunAll(FlowValue functions, SyntaxNode place)
    {
        FlowValue all = FlowValue.None;
        foreach (FlowFunction function in functions.Functions)
        {
            all = all.Join(CallFunction(function, [], place, isCertain: false));
        }

        return all;
    }

    private void RunUnknown(ImmutableArray<IArgumentOperation> given, FlowValue[] arguments)
    {
        foreach (IArgumentOperation argument in given)
        {
            if (LambdaIn(argument.Value) is not null && argument.Parameter is { } parameter)
            {
                Escape(RunAll(arguments[parameter.Ordinal], argument.Syntax));
            }
        }
    }

    private void EscapeAll(FlowValue[] arguments)
    {
        foreach (FlowValue argument in arguments)
        {
            Escape(argument);
        }
    }

    private static bool HasFacts(FlowValue value) => (value.Kinds & ~Kinds.Unknown) != 0 || value.Parameters != 0 || !value.Members.IsEmpty || !value.Functions.IsEmpty;

    private static bool IsPlain(ITypeSymbol? type) => type is null or { TypeKind: TypeKind.Enum }
        or { SpecialType: not (SpecialType.None or SpecialType.System_Object or SpecialType.System_Nullable_T or (>= SpecialType.System_Collections_IEnumerable and <= SpecialType.System_Collections_Generic_IReadOnlyCollection_T)) };

    private static IOperation Unwrap(IOperation operation) => operation switch
    {
        IConversionOperation conversion => Unwrap(conversion.Operand),
        IDeclarationExpressionOperation declaration => Unwrap(declaration.Expression),
        _ => operation,
    };
}
