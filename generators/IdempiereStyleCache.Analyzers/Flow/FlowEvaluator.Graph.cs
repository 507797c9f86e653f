using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace IdempiereStyleCache.Analyzers.Flow;

/// <summary>How the walk follows the branches: silently until nothing changes any more, then once more to report.</summary>
internal sealed partial class FlowEvaluator
{
    private const int MostBlocks = 20_000;

    private int _blocks;

    /// <summary>Walks a whole graph; the state at its end, or null when the end is not reached.</summary>
    private FlowState? Run(ControlFlowGraph graph, FlowState entry)
    {
        NoteCaptures(graph);
        if (!_walked.Contains(graph))
        {
            _walked.Add(graph);
        }

        ControlFlowGraph? outer = _graph;
        _graph = graph;
        FlowState? end = Run(graph, 0, graph.Blocks.Length - 1, entry);
        _graph = outer;
        return end;
    }

    private FlowState? Run(ControlFlowGraph graph, int first, int last, FlowState entry)
    {
        FlowState outer = _state;
        bool isReporting = _isReporting;
        _isReporting = false;
        FlowState?[] reached = new FlowState?[last - first + 1];
        reached[0] = entry.Clone();
        FlowState? end = null;
        SortedSet<int> waiting = [first];
        while (waiting.Count > 0 && _blocks++ < MostBlocks)
        {
            session.CancellationToken.ThrowIfCancellationRequested();
            int ordinal = waiting.Min;
            waiting.Remove(ordinal);
            Pass(ordinal);
        }

        _isReporting = isReporting;
        if (isReporting)
        {
            for (int i = 0; i < reached.Length; i++)
            {
                if (reached[i] is not null)
                {
                    Pass(first + i);
                }
            }
        }

        _state = outer;
        return end;

        void Pass(int ordinal)
        {
            BasicBlock block = graph.Blocks[ordinal];
            _state = reached[ordinal - first]!.Clone();
            ReachHandlers(block, _state);
            if (block.Kind == BasicBlockKind.Exit)
            {
                JoinEnd(_state);
                return;
            }

            EvaluateAll(block.Operations);
            FlowValue value = Evaluate(block.BranchValue);
            ReachHandlers(block, _state);
            FlowState after = _state;
            if (block.ConditionalSuccessor is { } conditional)
            {
                bool isTaken = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
                Follow(conditional, WithoutNullTrx(Refined(after, value.Test, isTaken), block.BranchValue, isTaken));
                after = WithoutNullTrx(Refined(after, value.Test, !isTaken), block.BranchValue, !isTaken);
            }

            if (block.FallThroughSuccessor is { } next)
            {
                if (next.Semantics == ControlFlowBranchSemantics.Return && block.BranchValue is not null)
                {
                    Return(value);
                }
                else if (next.Semantics == ControlFlowBranchSemantics.Throw)
                {
                    Escape(value);
                }

                Follow(next, after);
            }
        }

        void Follow(ControlFlowBranch branch, FlowState state)
        {
            foreach (ControlFlowRegion region in branch.FinallyRegions)
            {
                if (Run(graph, region.FirstBlockOrdinal, region.LastBlockOrdinal, state) is not { } through)
                {
                    return;
                }

                state = through;
            }

            if (branch.Destination is null)
            {
                if (branch.Semantics == ControlFlowBranchSemantics.StructuredExceptionHandling)
                {
                    JoinEnd(state);
                }
            }
            else
            {
                Reach(branch.Destination.Ordinal, WithoutTrxOf(branch.LeavingRegions, state));
            }
        }

        void JoinEnd(FlowState state)
        {
            if (end is null)
            {
                end = state.Clone();
            }
            else
            {
                end.Join(state);
            }
        }

        void Reach(int ordinal, FlowState state)
        {
            int index = ordinal - first;
            if (index < 0 || index >= reached.Length)
            {
                return;
            }

            if (reached[index] is not { } known)
            {
                reached[index] = state.Clone();
                waiting.Add(ordinal);
            }
            else if (known.Join(state))
            {
                waiting.Add(ordinal);
            }
        }

        void ReachHandlers(BasicBlock block, FlowState state)
        {
            for (ControlFlowRegion? region = block.EnclosingRegion; region is not null; region = region.EnclosingRegion)
            {
                if (region.Kind == ControlFlowRegionKind.Try && region.EnclosingRegion is { } whole)
                {
                    foreach (ControlFlowRegion handler in whole.NestedRegions)
                    {
                        if (handler.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.FilterAndHandler)
                        {
                            Reach(handler.FirstBlockOrdinal, state);
                        }
                    }
                }
            }
        }
    }

    private void NoteCaptures(ControlFlowGraph graph)
    {
        foreach (BasicBlock block in graph.Blocks)
        {
            foreach (IOperation operation in block.Operations)
            {
                if (operation is IFlowCaptureOperation capture)
                {
                    // A capture with several values stands for none of them.
                    _captured[capture.Id] = _captured.TryGetValue(capture.Id, out IOperation? known) && known != capture.Value ? null : capture.Value;
                }
            }
        }
    }
}
