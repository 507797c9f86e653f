using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IdempiereStyleCache.Analyzers.Flow;

/// <summary>Objects that are made: records, queries, what holds other objects.</summary>
internal sealed partial class FlowEvaluator
{
    private FlowValue Create(IObjectCreationOperation creation)
    {
        FlowValue[] arguments = EvaluateArguments(creation.Arguments, creation.Constructor);
        if (Symbols.IsPO(creation.Type))
        {
            bool isCopy = creation.Constructor is { Parameters: { Length: > 0 } parameters } && Symbols.IsPO(parameters[0].Type);
            return FlowValue.Of(isCopy ? Kinds.Copy : Kinds.Fresh) with { Trx = TrxIn(creation.Arguments) };
        }

        if (Symbols.IsQuery(creation.Type))
        {
            return FlowValue.Of(Kinds.Query) with { Trx = TrxIn(creation.Arguments) };
        }

        FlowValue value = FlowValue.None;
        if (FlowLibrary.IsLibrary(creation.Type))
        {
            foreach (IArgumentOperation argument in creation.Arguments)
            {
                FlowValue given = arguments[argument.Parameter!.Ordinal];
                value = value.Join(LambdaIn(argument.Value) is null ? given with { Functions = [] } : RunAll(given, argument.Syntax));
            }

            return value;
        }

        RunUnknown(creation.Arguments, arguments);
        AfterCall(creation.Arguments);
        foreach (IArgumentOperation argument in creation.Arguments)
        {
            if (argument.Parameter is { } parameter && creation.Type is { IsRecord: true } && creation.Type.GetMembers(parameter.Name).Any(static part => part is IPropertySymbol))
            {
                value = value with { Members = value.Members.SetItem(parameter.Name, arguments[parameter.Ordinal]) };
            }
        }

        if (creation.Constructor is { } constructor && session.Context.HasBody(constructor) && arguments.Any(HasFacts))
        {
            ApplyEffects(session.ResultOf(constructor.OriginalDefinition), creation, FlowValue.None, arguments, creation.Arguments, null);
        }

        if (value.Members.IsEmpty)
        {
            EscapeAll(arguments);
        }

        return value;
    }
}
