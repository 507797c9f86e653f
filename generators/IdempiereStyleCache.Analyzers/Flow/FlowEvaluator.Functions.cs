using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IdempiereStyleCache.Analyzers.Flow;

/// <summary>Lambdas and local functions: walked where they are made or called, with the variables that they capture.</summary>
internal sealed partial class FlowEvaluator
{
    private readonly Dictionary<ISymbol, ControlFlowGraph> _graphs = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _active = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _called = new(SymbolEqualityComparer.Default);
    private readonly List<ControlFlowGraph> _walked = [];

    private static IFlowAnonymousFunctionOperation? LambdaIn(IOperation operation) => operation switch
    {
        IFlowAnonymousFunctionOperation lambda => lambda,
        IDelegateCreationOperation creation => LambdaIn(creation.Target),
        IConversionOperation conversion => LambdaIn(conversion.Operand),
        _ => null,
    };

    /// <summary>A lambda that is kept: nobody knows with what it will be called.</summary>
    private FlowValue Close(IFlowAnonymousFunctionOperation lambda)
    {
        FlowFunction function = FunctionOf(lambda);
        Escape(CallFunction(function, [], lambda.Syntax, isCertain: false));
        return new FlowValue { Functions = [function] };
    }

    private FlowFunction FunctionOf(IFlowAnonymousFunctionOperation lambda)
    {
        if (!_graphs.TryGetValue(lambda.Symbol, out ControlFlowGraph? graph))
        {
            graph = _graph!.GetAnonymousFunctionControlFlowGraphInScope(lambda);
            _graphs.Add(lambda.Symbol, graph);
        }

        return new FlowFunction(lambda.Symbol, graph);
    }

    private FlowFunction FunctionOf(IMethodSymbol method)
    {
        if (method.MethodKind != MethodKind.LocalFunction)
        {
            return new FlowFunction(method, null);
        }

        method = method.OriginalDefinition;
        for (ControlFlowGraph? graph = _graph; graph is not null && !_graphs.ContainsKey(method); graph = graph.Parent)
        {
            if (graph.LocalFunctions.Contains(method, SymbolEqualityComparer.Default))
            {
                _graphs.Add(method, graph.GetLocalFunctionControlFlowGraph(method));
            }
        }

        return new FlowFunction(method, _graphs.TryGetValue(method, out ControlFlowGraph? found) ? found : null);
    }

    private FlowValue CallDelegate(IInvocationOperation call, FlowValue receiver, FlowValue[] arguments)
    {
        for (int i = 0; i < FlowResult.Receiver; i++)
        {
            if ((receiver.Parameters & FlowResult.Bit(i)) != 0)
            {
                _result.DelegateArguments[i] = _result.DelegateArguments.TryGetValue(i, out ImmutableArray<FlowValue> known)
                    ? [.. known.Zip(arguments, static (one, other) => one.Join(other))]
                    : [.. arguments];
            }
        }

        RunUnknown(call.Arguments, arguments);
        FlowValue result = receiver.Functions.IsEmpty ? FlowValue.Unknown : FlowValue.None;
        foreach (FlowFunction function in receiver.Functions)
        {
            result = result.Join(CallFunction(function, arguments, call.Syntax, isCertain: false));
        }

        if (receiver.Functions.IsEmpty)
        {
            EscapeAll(arguments);
        }

        return result;
    }

    private FlowValue CallFunction(FlowFunction function, FlowValue[] arguments, SyntaxNode place, bool isCertain)
    {
        if (function.Graph is not { } graph)
        {
            return CallGroup(function.Symbol, arguments, place);
        }

        _called.Add(function.Symbol);
        if (!_active.Add(function.Symbol))
        {
            EscapeAll(arguments);
            return FlowValue.Unknown;
        }

        FlowValue outer = _returned;
        _returned = FlowValue.None;
        FlowState entry = _state.Clone();
        foreach (IParameterSymbol parameter in function.Parameters)
        {
            FlowValue given = parameter.Ordinal < arguments.Length ? arguments[parameter.Ordinal] : FlowValue.Unknown;
            entry[parameter] = Symbols.IsFromCache(parameter) ? EntryValue(parameter) : given;
        }

        FlowState? end = Run(graph, entry);
        FlowValue result = _returned;
        _returned = outer;
        _active.Remove(function.Symbol);
        if (end is not null)
        {
            // Its own transactions end with it.
            end = end.Without(trx => SymbolEqualityComparer.Default.Equals(trx.ContainingSymbol, function.Symbol));
            if (isCertain)
            {
                _state = end;
            }
            else
            {
                // A transaction that it ends has ended, or nobody knows.
                _state.Join(end);
                _state.Writes = end.Writes;
            }
        }

        return result;
    }

    private FlowValue CallGroup(IMethodSymbol method, FlowValue[] arguments, SyntaxNode place)
    {
        if (IsResultFromCache(method))
        {
            return FlowValue.Of(Kinds.Cached, OriginOf(place, method.Name, method.ReturnType) with { Syntax = null });
        }

        if (!session.Context.HasBody(method))
        {
            EscapeAll(arguments);
            return FlowValue.Unknown;
        }

        FlowResult result = session.ResultOf(method.OriginalDefinition);
        for (int i = 0; i < Math.Min(arguments.Length, method.Parameters.Length); i++)
        {
            if ((result.Changes & FlowResult.Bit(i)) != 0)
            {
                Change(arguments[i], place, NameOf(place));
            }
            else if ((result.Escapes & FlowResult.Bit(i)) != 0)
            {
                Escape(arguments[i]);
            }
        }

        return Outcome(result.Returned, arguments, FlowValue.Unknown);
    }

    /// <summary>Local functions that are never called here, or only by others: walked once with nothing known.</summary>
    private void RunUncalledFunctions(ControlFlowGraph graph)
    {
        for (int i = 0; i < _walked.Count; i++)
        {
            _graph = _walked[i];
            foreach (IMethodSymbol function in _walked[i].LocalFunctions)
            {
                if (!_called.Contains(function))
                {
                    CallFunction(FunctionOf(function), [], graph.OriginalOperation.Syntax, isCertain: false);
                }
            }
        }
    }
}
