using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IdempiereStyleCache.Analyzers.Flow;

/// <summary>Under which names a value is kept, and how it is read from them.</summary>
internal sealed partial class FlowEvaluator
{
    /// <summary>The variable, field or property that an expression names, through captures and conversions; null when it names none.</summary>
    private object? KeyOf(IOperation? operation)
    {
        switch (operation)
        {
            case ILocalReferenceOperation local:
                return local.Local;
            case IParameterReferenceOperation parameter:
                return parameter.Parameter;
            case IFlowCaptureReferenceOperation capture:
                return (_captured.TryGetValue(capture.Id, out IOperation? value) ? KeyOf(value) : null) ?? capture.Id;
            case IConversionOperation conversion:
                return KeyOf(conversion.Operand);
            case IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field:
                return field.Field;
            case IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation, Property.IsIndexer: false } property:
                return property.Property;
            case IDeclarationExpressionOperation declaration:
                return KeyOf(declaration.Expression);
            case IAwaitOperation await:
                return KeyOf(await.Operation);
            default:
                return null;
        }
    }

    /// <summary>Changes what is known of the variable behind an expression, and of the capture that stands for it.</summary>
    private void Update(IOperation? operation, Func<FlowValue, FlowValue> change)
    {
        if (KeyOf(operation) is { } key)
        {
            _state[key] = change(ValueAt(key));
        }

        if (operation is IFlowCaptureReferenceOperation capture)
        {
            _state[capture.Id] = change(_state[capture.Id]);
        }
    }

    private FlowState Refined(FlowState state, FlowTest? test, bool outcome)
    {
        if (test is null || test.EditableWhen != outcome)
        {
            return state;
        }

        FlowState refined = state.Clone();
        FlowState outer = _state;
        _state = refined;
        refined[test.Key] = ValueAt(test.Key).Editable();
        foreach (KeyValuePair<CaptureId, IOperation?> capture in _captured)
        {
            if (refined.TryGet(capture.Key, out FlowValue value) && KeyOf(capture.Value) is { } key && key.Equals(test.Key))
            {
                refined[capture.Key] = value.Editable();
            }
        }

        _state = outer;
        return refined;
    }

    private FlowValue ValueAt(object key) => _state.TryGet(key, out FlowValue value) ? value : key switch
    {
        IFieldSymbol field => MemberValue(field, field.Type),
        IPropertySymbol property => MemberValue(property, property.Type),
        _ => FlowValue.Unknown,
    };

    private FlowValue ReadField(IFieldReferenceOperation reference)
    {
        FlowValue holder = Evaluate(reference.Instance);
        IFieldSymbol field = reference.Field;
        if (field.CorrespondingTupleField is { } element && holder.Members.TryGetValue(element.Name, out FlowValue? part))
        {
            return part;
        }

        if (holder.Members.TryGetValue(field.Name, out part))
        {
            return part;
        }

        if (Symbols.IsFromCache(field))
        {
            return Shared(reference, field.Name, field.Type);
        }

        if (reference.Instance is null or IInstanceReferenceOperation)
        {
            return ValueAt(field);
        }

        return FlowLibrary.IsLibrary(field.ContainingType) ? holder : MemberValue(field, field.Type);
    }

    private FlowValue ReadProperty(IPropertyReferenceOperation reference)
    {
        FlowValue holder = Evaluate(reference.Instance);
        foreach (IArgumentOperation argument in reference.Arguments)
        {
            Evaluate(argument.Value);
        }

        IPropertySymbol property = reference.Property;
        bool isOnPO = Symbols.IsPO(reference.Instance?.Type);
        if (isOnPO && property.Name == "IsImmutable" && KeyOf(reference.Instance) is { } key)
        {
            return FlowValue.None with { Test = new FlowTest(key, EditableWhen: false) };
        }

        if (isOnPO)
        {
            ReadOf(reference, holder);
        }

        if (holder.Members.TryGetValue(property.Name, out FlowValue? part))
        {
            return part;
        }

        if (Symbols.IsFromCache(property))
        {
            return Shared(reference, property.Name, property.Type);
        }

        if (!Symbols.Carries(property.Type) && property.Type.TypeKind != TypeKind.Delegate && property.Type.SpecialType != SpecialType.System_Object)
        {
            return FlowValue.None;
        }

        // A list of children belongs to its parent, a collection's element to the collection.
        if ((isOnPO && Symbols.IsList(property.Type)) || Symbols.IsList(reference.Instance?.Type) || (!isOnPO && FlowLibrary.IsLibrary(property.ContainingType)))
        {
            return Symbols.IsPO(property.Type) && !holder.Members.IsEmpty ? holder.Flat() : holder;
        }

        if (reference.Instance is null or IInstanceReferenceOperation && _state.TryGet(property, out FlowValue kept))
        {
            return kept;
        }

        return ReadOther(property, holder);
    }

    private FlowValue ReadOther(IPropertySymbol property, FlowValue holder)
    {
        FlowValue value = MemberValue(property, property.Type);
        if (value.IsCached || property.GetMethod is not { } getter || !session.Context.HasBody(getter) || IsAuto(property))
        {
            return value;
        }

        return Outcome(session.ResultOf(getter).Returned, [], holder);
    }

    private static bool IsAuto(IPropertySymbol property)
    {
        foreach (ISymbol member in property.ContainingType.GetMembers())
        {
            if (member is IFieldSymbol { AssociatedSymbol: { } owner } && SymbolEqualityComparer.Default.Equals(owner, property))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What a field or property holds at the beginning of any method.</summary>
    private FlowValue MemberValue(ISymbol symbol, ITypeSymbol type)
    {
        if (Symbols.IsFromCache(symbol))
        {
            return FlowValue.Of(Kinds.Cached, OriginOf(null, symbol.Name, type));
        }

        return Symbols.Carries(type) && symbol is not IFieldSymbol { IsImplicitlyDeclared: true } && symbol.DeclaringSyntaxReferences.Length > 0 && MemberWrites.IsClosed(symbol)
            ? session.ValueOf(symbol.OriginalDefinition)
            : FlowValue.Unknown;
    }

    private FlowValue Shared(IOperation place, string accessor, ITypeSymbol type) =>
        FlowValue.Of(Kinds.Cached, OriginOf(place.Syntax, accessor, type));
}
