using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IdempiereStyleCache.Analyzers.Flow;

/// <summary>Walks one method for all rules that follow objects: what its operations do to the state, and what is wrong there.</summary>
internal sealed partial class FlowEvaluator(FlowSession session, ISymbol member)
{
    private readonly FlowResult _result = new();
    private readonly Dictionary<CaptureId, IOperation?> _captured = [];
    private readonly Dictionary<SyntaxNode, FlowFinding> _copies = [];
    private readonly HashSet<SyntaxNode> _usedCopies = [];
    private FlowState _state = new();
    private FlowValue _returned = FlowValue.None;
    private bool _isReporting;
    private ControlFlowGraph? _graph;

    private FlowSymbols Symbols => session.Context.Symbols;

    /// <summary>Walks a method from its beginning.</summary>
    public FlowResult Analyze(ControlFlowGraph graph)
    {
        IMethodSymbol? method = member as IMethodSymbol;
        foreach (IParameterSymbol parameter in method?.Parameters ?? [])
        {
            _state[parameter] = parameter.RefKind == RefKind.Out ? FlowValue.None : EntryValue(parameter);
        }

        _isReporting = true;
        FlowState? end = Run(graph, _state);
        _result.Returned = method is null ? FlowValue.None : _returned;
        foreach (IParameterSymbol parameter in method?.Parameters ?? [])
        {
            if (end is not null && parameter.RefKind is RefKind.Ref or RefKind.Out)
            {
                _result.Outs[parameter.Ordinal] = end![parameter];
            }
        }

        RunUncalledFunctions(graph);
        foreach (KeyValuePair<SyntaxNode, FlowFinding> copy in _copies)
        {
            if (!_usedCopies.Contains(copy.Key))
            {
                _result.Findings.Add(copy.Value);
            }
        }

        return _result;
    }

    private FlowValue EntryValue(IParameterSymbol parameter)
    {
        if (Symbols.IsFromCache(parameter))
        {
            return FlowValue.Of(Kinds.Cached, OriginOf(null, parameter.Name, parameter.Type));
        }

        if (IsPlain(parameter.Type))
        {
            return FlowValue.None;
        }

        return new FlowValue { Parameters = FlowResult.Bit(parameter.Ordinal), Kinds = parameter.Ordinal < FlowResult.Receiver ? Kinds.None : Kinds.Unknown };
    }

    private FlowValue Evaluate(IOperation? operation)
    {
        switch (operation)
        {
            case null or ILiteralOperation or IDefaultValueOperation:
                return FlowValue.None;
            case ILocalReferenceOperation local:
                return _state[local.Local];
            case IParameterReferenceOperation parameter:
                return _state[parameter.Parameter];
            case IFlowCaptureReferenceOperation capture:
                return _state[capture.Id];
            case IInstanceReferenceOperation:
                return new FlowValue { Parameters = FlowResult.ReceiverBit };
            case IFlowCaptureOperation capture:
                // A local function that is called there leaves another state.
                FlowValue kept = Evaluate(capture.Value);
                _state[capture.Id] = kept;
                return FlowValue.None;
            case IConversionOperation conversion:
                FlowValue converted = Evaluate(conversion.Operand);
                return conversion.OperatorMethod is null ? converted : FlowValue.Unknown;
            case IAwaitOperation await:
                return Evaluate(await.Operation);
            case IPropertyReferenceOperation property:
                return ReadProperty(property);
            case IFieldReferenceOperation field:
                return ReadField(field);
            case IArrayElementReferenceOperation element:
                EvaluateAll(element.Indices);
                return Evaluate(element.ArrayReference);
            case IImplicitIndexerReferenceOperation element:
                Evaluate(element.Argument);
                return Evaluate(element.Instance);
            case ITranslatedQueryOperation query:
                return Evaluate(query.Operation);
            case IInvocationOperation call:
                return Invoke(call);
            case IObjectCreationOperation creation:
                return Create(creation);
            default:
                return EvaluateRest(operation);
        }
    }

    private FlowValue EvaluateRest(IOperation operation)
    {
        switch (operation)
        {
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment.Target, Evaluate(assignment.Value), assignment.Value);
            case IDeconstructionAssignmentOperation deconstruction:
                return Deconstruct(deconstruction.Target, Evaluate(deconstruction.Value), deconstruction.Value);
            case ICompoundAssignmentOperation compound:
                return Assign(compound.Target, Evaluate(compound.Value).Join(FlowValue.Unknown), compound);
            case IIncrementOrDecrementOperation increment:
                return Assign(increment.Target, FlowValue.Unknown, increment);
            case ITupleOperation tuple:
                return ReadTuple(tuple);
            case IAnonymousObjectCreationOperation anonymous:
                return ReadAnonymous(anonymous);
            case IArrayCreationOperation array:
                EvaluateAll(array.DimensionSizes);
                return array.Initializer is null ? FlowValue.None : JoinAll(array.Initializer.ElementValues);
            case ICollectionExpressionOperation collection:
                return JoinAll(collection.Elements);
            case ISpreadOperation spread:
                return Evaluate(spread.Operand);
            case IDeclarationExpressionOperation declaration:
                return Evaluate(declaration.Expression);
            case IIsPatternOperation pattern:
                return MatchPattern(pattern);
            case IUnaryOperation unary:
                FlowValue operand = Evaluate(unary.Operand);
                return unary.OperatorKind == UnaryOperatorKind.Not && operand.Test is { } test ? FlowValue.None with { Test = test.Negated } : FlowValue.None;
            case IBinaryOperation binary:
                return Compare(binary);
            case IFlowAnonymousFunctionOperation lambda:
                return Close(lambda);
            case IMethodReferenceOperation reference:
                Escape(Evaluate(reference.Instance));
                if (reference is { Instance: { } owner, Method.Name: "Commit" or "CommitAsync" or "Rollback" or "RollbackAsync" or "Dispose" or "DisposeAsync" }
                    && KeyOf(owner) is ISymbol trx)
                {
                    Forget(trx);
                }

                return new FlowValue { Functions = [FunctionOf(reference.Method)] };
            case IDelegateCreationOperation creation:
                return Evaluate(creation.Target);
            case IReturnOperation { Kind: OperationKind.YieldReturn } yield:
                Return(Evaluate(yield.ReturnedValue));
                return FlowValue.None;
            case IThrowOperation thrown:
                Escape(Evaluate(thrown.Exception));
                return FlowValue.None;
            default:
                EvaluateAll(operation.ChildOperations);
                return operation.Type is { SpecialType: not SpecialType.None } ? FlowValue.None : FlowValue.Unknown;
        }
    }

    private void EvaluateAll(IEnumerable<IOperation> operations)
    {
        foreach (IOperation operation in operations)
        {
            Evaluate(operation);
        }
    }

    private FlowValue JoinAll(IEnumerable<IOperation> operations)
    {
        FlowValue all = FlowValue.None;
        foreach (IOperation operation in operations)
        {
            all = all.Join(Evaluate(operation));
        }

        return all;
    }

    private void Return(FlowValue value)
    {
        _returned = _returned.Join(value);
        Escape(value);
    }
}
