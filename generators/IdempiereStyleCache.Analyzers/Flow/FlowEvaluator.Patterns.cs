using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IdempiereStyleCache.Analyzers.Flow;

/// <summary>Patterns give names to what they match, and tests show what is not shared.</summary>
internal sealed partial class FlowEvaluator
{
    private FlowValue MatchPattern(IIsPatternOperation match)
    {
        FlowValue value = Evaluate(match.Value);
        FlowTest? test = value.Test is { } tested && match.Pattern is IConstantPatternOperation { Value.ConstantValue.Value: bool constant }
            ? (constant ? tested : tested.Negated)
            : TestOf(match.Pattern, KeyOf(match.Value));
        Match(match.Pattern, value);
        return FlowValue.None with { Test = test };
    }

    private FlowValue Compare(IBinaryOperation binary)
    {
        FlowValue left = Evaluate(binary.LeftOperand);
        FlowValue right = Evaluate(binary.RightOperand);
        (FlowTest? test, IOperation other) = left.Test is not null ? (left.Test, binary.RightOperand) : (right.Test, binary.LeftOperand);
        if (test is not null && ConstantOf(other) is bool constant && binary.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)
        {
            bool isSame = constant == (binary.OperatorKind == BinaryOperatorKind.Equals);
            return FlowValue.None with { Test = isSame ? test : test!.Negated };
        }

        return FlowValue.None;
    }

    private static object? ConstantOf(IOperation operation) =>
        operation.ConstantValue is { HasValue: true, Value: var value } ? value : operation is IConversionOperation conversion ? ConstantOf(conversion.Operand) : null;

    // What a pattern proves when it matches, or when it does not: only about the whole of it.
    private static FlowTest? TestOf(IPatternOperation pattern, object? key)
    {
        switch (pattern)
        {
            case INegatedPatternOperation negated:
                return TestOf(negated.Pattern, key)?.Negated;
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both:
                return (TestOf(both.LeftPattern, key) ?? TestOf(both.RightPattern, key)) is { EditableWhen: true } test ? test : null;
            case IRecursivePatternOperation recursive when key is not null:
                foreach (IPropertySubpatternOperation part in recursive.PropertySubpatterns)
                {
                    if (part is { Member: IPropertyReferenceOperation { Property.Name: "IsImmutable" }, Pattern: IConstantPatternOperation { Value.ConstantValue.Value: bool isImmutable } })
                    {
                        bool isAlone = recursive.PropertySubpatterns.Length == 1 && recursive.DeconstructionSubpatterns.IsEmpty;
                        return !isImmutable ? new FlowTest(key, EditableWhen: true) : isAlone ? new FlowTest(key, EditableWhen: false) : null;
                    }
                }

                return null;
            default:
                return null;
        }
    }

    private void Match(IPatternOperation? pattern, FlowValue value)
    {
        switch (pattern)
        {
            case IDeclarationPatternOperation { DeclaredSymbol: { } declared }:
                _state[declared] = value;
                break;
            case IRecursivePatternOperation recursive:
                FlowValue matched = TestOf(recursive, recursive) is { EditableWhen: true } ? value.Editable() : value;
                if (recursive.DeclaredSymbol is { } named)
                {
                    _state[named] = matched;
                }

                foreach (IPropertySubpatternOperation part in recursive.PropertySubpatterns)
                {
                    Match(part.Pattern, PartOf(part.Member, matched));
                }

                MatchParts(recursive, matched);
                break;
            case INegatedPatternOperation negated:
                Match(negated.Pattern, value);
                break;
            case IBinaryPatternOperation binary:
                Match(binary.LeftPattern, value);
                Match(binary.RightPattern, value);
                break;
            case IListPatternOperation list:
                if (list.DeclaredSymbol is { } whole)
                {
                    _state[whole] = value;
                }

                foreach (IPatternOperation element in list.Patterns)
                {
                    Match(element, value);
                }

                break;
            case ISlicePatternOperation slice:
                Match(slice.Pattern, value);
                break;
        }
    }

    private void MatchParts(IRecursivePatternOperation recursive, FlowValue value)
    {
        System.Collections.Immutable.ImmutableArray<string> names = PartsOf(recursive.NarrowedType, recursive.DeconstructionSubpatterns.Length);
        for (int i = 0; i < recursive.DeconstructionSubpatterns.Length; i++)
        {
            IPatternOperation part = recursive.DeconstructionSubpatterns[i];
            Match(part, value.Members.TryGetValue(names[i], out FlowValue? member) ? member
                : value.Members.IsEmpty && Symbols.Carries(part.NarrowedType) ? value : FlowValue.Unknown);
        }
    }

    private FlowValue PartOf(IOperation? member, FlowValue holder)
    {
        (ISymbol? symbol, ITypeSymbol? type) = member switch
        {
            IPropertyReferenceOperation property => (property.Property, property.Property.Type),
            IFieldReferenceOperation field => (field.Field, field.Field.Type),
            _ => ((ISymbol?)null, (ITypeSymbol?)null),
        };
        if (symbol is null)
        {
            return FlowValue.Unknown;
        }

        if (holder.Members.TryGetValue(symbol.Name, out FlowValue? part))
        {
            return part;
        }

        if (Symbols.IsFromCache(symbol))
        {
            return Shared(member!, symbol.Name, type!);
        }

        if (!Symbols.Carries(type))
        {
            return FlowValue.None;
        }

        return Symbols.IsList(type) || Symbols.IsList(symbol.ContainingType) || FlowLibrary.IsLibrary(symbol.ContainingType) ? holder
            : symbol is IPropertySymbol other ? ReadOther(other, holder) : MemberValue(symbol, type!);
    }
}
