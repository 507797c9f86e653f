using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IdempiereStyleCache.Analyzers.Flow;

/// <summary>Calls of methods whose body is in this compilation.</summary>
internal sealed partial class FlowEvaluator
{
    // Arguments that a call has already given a new value.
    private readonly HashSet<IOperation> _assignedOuts = [];

    private FlowValue CallSource(IInvocationOperation call, IMethodSymbol method, FlowValue receiver, FlowValue[] arguments)
    {
        bool isOwn = call.Instance is IInstanceReferenceOperation;
        if (IsPlain(method.ReturnType) && !isOwn && !HasFacts(receiver) && !arguments.Any(HasFacts) && !method.Parameters.Any(static parameter => parameter.RefKind != RefKind.None))
        {
            return FlowValue.Unknown;
        }

        FlowResult result = session.ResultOf(method.OriginalDefinition);
        ApplyEffects(result, call, receiver, arguments, call.Arguments, call.Instance);
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Out or RefKind.Ref } parameter && result.Outs.TryGetValue(parameter.Ordinal, out FlowValue? value)
                && Unwrap(argument.Value) is not (IFieldReferenceOperation or IPropertyReferenceOperation))
            {
                _assignedOuts.Add(argument);
                Assign(Unwrap(argument.Value), Outcome(value, arguments, receiver), argument.Value);
            }
        }

        if (isOwn || method.IsStatic)
        {
            foreach (KeyValuePair<ISymbol, FlowValue> write in result.MemberWrites)
            {
                if (_state.TryGet(write.Key, out FlowValue before))
                {
                    _state[write.Key] = before.Join(Outcome(write.Value, arguments, receiver));
                }
            }
        }

        return Outcome(result.Returned, arguments, receiver);
    }

    private void ApplyEffects(
        FlowResult result, IOperation call, FlowValue receiver, FlowValue[] arguments, ImmutableArray<IArgumentOperation> given, IOperation? instance)
    {
        foreach (IArgumentOperation argument in given)
        {
            if (argument.Parameter is not { } parameter)
            {
                continue;
            }

            Apply(FlowResult.Bit(parameter.Ordinal), arguments[parameter.Ordinal], argument.Value);
            if (arguments[parameter.Ordinal].Functions.IsEmpty)
            {
                continue;
            }

            FlowValue[] passed = result.DelegateArguments.TryGetValue(parameter.Ordinal, out ImmutableArray<FlowValue> values)
                ? [.. values.Select(value => Outcome(value, arguments, receiver))]
                : [];
            foreach (FlowFunction function in arguments[parameter.Ordinal].Functions)
            {
                CallFunction(function, passed, argument.Syntax, isCertain: false);
            }
        }

        if (instance is not null and not IInstanceReferenceOperation)
        {
            Apply(FlowResult.ReceiverBit, receiver, instance);
        }
        else if (instance is IInstanceReferenceOperation)
        {
            _result.Changes |= result.Changes & FlowResult.ReceiverBit;
            _result.Saves |= result.Saves & FlowResult.ReceiverBit;
        }

        void Apply(ulong bit, FlowValue value, IOperation named)
        {
            if ((result.Changes & bit) != 0)
            {
                Change(value, call.Syntax, NameOf(named.Syntax));
            }
            else if ((result.Saves & bit) != 0)
            {
                Save(value, call, NameOf(named.Syntax), "saving or deleting it");
            }
            else if ((result.Escapes & bit) != 0)
            {
                Escape(value);
            }
        }
    }

    /// <summary>What a value of a called method is in the caller: its parameters are the caller's arguments.</summary>
    private static FlowValue Outcome(FlowValue value, FlowValue[] arguments, FlowValue receiver)
    {
        FlowValue result = value with
        {
            Parameters = 0,
            Origins = [.. value.Origins.Select(static origin => origin with { Syntax = null, IsOutdated = false })],
            Members = value.Members.ToImmutableDictionary(static member => member.Key, member => Outcome(member.Value, arguments, receiver)),
            Functions = [],
            Trx = null,
            Test = null,
        };
        if (value.Parameters == 0)
        {
            return result;
        }

        result = value.Kinds == Kinds.None && value.Members.IsEmpty ? FlowValue.None : result;
        for (int i = 0; i < arguments.Length; i++)
        {
            if ((value.Parameters & FlowResult.Bit(i)) != 0)
            {
                result = result.Join(arguments[i] with { Functions = [] });
            }
        }

        return (value.Parameters & FlowResult.ReceiverBit) != 0 ? result.Join(receiver) : result;
    }
}
