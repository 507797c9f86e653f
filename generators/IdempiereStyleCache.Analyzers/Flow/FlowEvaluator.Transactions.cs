using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IdempiereStyleCache.Analyzers.Flow;

/// <summary>Which tables a transaction has written, and what that makes of reads beside it and after it.</summary>
internal sealed partial class FlowEvaluator
{
    private void CallTrx(IInvocationOperation call, IOperation instance)
    {
        if (KeyOf(instance) is not ISymbol trx)
        {
            return;
        }

        switch (call.TargetMethod.Name)
        {
            case "MarkChanged" when call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value.ConstantValue is { HasValue: true, Value: string table }:
                _state.Writes = _state.Writes.Add(new TableWrite(trx, table.ToUpperInvariant()));
                break;
            case "Commit" or "CommitAsync":
                ImmutableHashSet<string> tables = [.. WritesOf(trx).Select(static write => write.Table)];
                _state.Map(value => Outdated(value, tables));
                Forget(trx);
                break;
            case "Rollback" or "RollbackAsync" or "Dispose" or "DisposeAsync":
                Forget(trx);
                break;
        }
    }

    private IEnumerable<TableWrite> WritesOf(ISymbol trx) => _state.Writes.Where(write => SymbolEqualityComparer.Default.Equals(write.Trx, trx));

    private void Forget(ISymbol trx) => _state.Writes = _state.Without(Is(trx)).Writes;

    private static Func<ISymbol, bool> Is(ISymbol trx) => other => SymbolEqualityComparer.Default.Equals(other, trx);

    /// <summary>Others may end a transaction that they are given; the framework and model classes end none.</summary>
    private void GiveAway(IOperation trx, ISymbol receiver)
    {
        if (Symbols.IsTrx(Unwrap(trx).Type) && !Symbols.IsFramework(receiver) && !Symbols.IsPO(receiver.ContainingType) && KeyOf(trx) is ISymbol key)
        {
            Forget(key);
        }
    }

    // A block ends the transactions that are declared in it: those of using end there, and of others nobody knows any more.
    private static FlowState WithoutTrxOf(ImmutableArray<ControlFlowRegion> left, FlowState state) =>
        state.Without(trx => left.Any(region => region.Locals.Contains(trx, SymbolEqualityComparer.Default)));

    // Where using finds no transaction to end, there is none that has written.
    private FlowState WithoutNullTrx(FlowState state, IOperation? test, bool outcome) =>
        outcome && test is IIsNullOperation { Operand: var operand } && KeyOf(operand) is ISymbol trx ? state.Without(Is(trx)) : state;

    private static FlowValue Outdated(FlowValue value, ImmutableHashSet<string> tables)
    {
        if (tables.IsEmpty || (value.Origins.IsEmpty && value.Members.IsEmpty))
        {
            return value;
        }

        return value with
        {
            Origins = [.. value.Origins.Select(origin => !origin.IsCopy && origin.Table is { } table && tables.Contains(table) ? origin with { IsOutdated = true } : origin)],
            Members = value.Members.ToImmutableDictionary(static member => member.Key, member => Outdated(member.Value, tables)),
        };
    }

    private void CheckReadsPastTrx(IInvocationOperation call, IMethodSymbol method)
    {
        if (_state.Writes.IsEmpty || Symbols.TableOf(method.ReturnType) is not { } table || TrxIn(call.Arguments) is not null || !CanTakeTrx(call, method))
        {
            return;
        }

        foreach (TableWrite write in _state.Writes)
        {
            if (write.Table == table)
            {
                string model = Symbols.ModelsIn(method.ReturnType).First().Name;
                Report(
                    FlowRules.ReadsPastTrx, call.Syntax, FlowValue.None, [write.Trx.Name, model, method.Name],
                    ImmutableDictionary<string, string?>.Empty.Add("Trx", write.Trx.Name));
                return;
            }
        }
    }

    private bool CanTakeTrx(IInvocationOperation call, IMethodSymbol method)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (Symbols.IsTrx(argument.Parameter?.Type))
            {
                return argument.ArgumentKind == ArgumentKind.DefaultValue || Unwrap(argument.Value).ConstantValue is { HasValue: true, Value: null };
            }
        }

        return method.ContainingType.GetMembers(method.Name).Any(other => other is IMethodSymbol overload && overload.Parameters.Any(parameter => Symbols.IsTrx(parameter.Type)));
    }

    private ISymbol? TrxIn(ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (IArgumentOperation argument in arguments)
        {
            if (Symbols.IsTrx(argument.Parameter?.Type) && argument.ArgumentKind == ArgumentKind.Explicit)
            {
                return KeyOf(argument.Value) as ISymbol;
            }
        }

        return null;
    }
}
