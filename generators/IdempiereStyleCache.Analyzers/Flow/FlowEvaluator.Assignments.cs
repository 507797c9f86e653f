using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IdempiereStyleCache.Analyzers.Flow;

/// <summary>Assignments of every form, and the parts of tuples and objects.</summary>
internal sealed partial class FlowEvaluator
{
    private FlowValue Assign(IOperation target, FlowValue value, IOperation source)
    {
        switch (target)
        {
            case ILocalReferenceOperation { Local: var local }:
                _state[local] = value;
                break;
            case IParameterReferenceOperation { Parameter: var parameter }:
                _state[parameter] = value;
                if (parameter.RefKind is RefKind.Ref or RefKind.Out)
                {
                    Escape(value);
                }

                break;
            case IFlowCaptureReferenceOperation capture when _captured.TryGetValue(capture.Id, out IOperation? captured) && captured is not null:
                Assign(captured, value, source);
                break;
            case IDeclarationExpressionOperation declaration:
                Assign(declaration.Expression, value, source);
                break;
            case ITupleOperation tuple:
                Deconstruct(tuple, value, source);
                break;
            case IConversionOperation conversion:
                Assign(conversion.Operand, value, source);
                break;
            case IPropertyReferenceOperation property:
                AssignProperty(property, value, source);
                break;
            case IFieldReferenceOperation field:
                AssignField(field, value, source);
                break;
            case IArrayElementReferenceOperation element:
                EvaluateAll(element.Indices);
                Put(element.ArrayReference, value, source);
                break;
            case IImplicitIndexerReferenceOperation element:
                Evaluate(element.Argument);
                Put(element.Instance, value, source);
                break;
            case IDiscardOperation:
                break;
            default:
                EvaluateAll(target.ChildOperations);
                Escape(value);
                break;
        }

        return value;
    }

    private void AssignProperty(IPropertyReferenceOperation target, FlowValue value, IOperation source)
    {
        IPropertySymbol property = target.Property;
        FlowValue holder = Evaluate(target.Instance);
        foreach (IArgumentOperation argument in target.Arguments)
        {
            Evaluate(argument.Value);
        }

        if (Symbols.IsPO(property.ContainingType) && target.Instance is not null)
        {
            Change(holder, target, target.Instance);
            if (property.Name == "Trx" && Symbols.IsTrx(property.Type))
            {
                ISymbol? trx = KeyOf(source) as ISymbol;
                Update(target.Instance, bound => bound with { Trx = trx });
                return;
            }
        }

        if (property.IsIndexer)
        {
            Put(target.Instance, value, source);
            return;
        }

        AssignMember(property, property.Type, target.Instance, value, source);
    }

    private void AssignField(IFieldReferenceOperation target, FlowValue value, IOperation source)
    {
        FlowValue holder = Evaluate(target.Instance);
        IFieldSymbol field = target.Field;
        bool isOwnPrivate = target.Instance is IInstanceReferenceOperation && field.DeclaredAccessibility == Accessibility.Private;
        if (Symbols.IsPO(field.ContainingType) && target.Instance is not null && !isOwnPrivate)
        {
            Change(holder, target, target.Instance);
        }

        AssignMember(field, field.Type, target.Instance, value, source);
    }

    private void AssignMember(ISymbol symbol, ITypeSymbol type, IOperation? instance, FlowValue value, IOperation source)
    {
        if (instance is null or IInstanceReferenceOperation)
        {
            _state[symbol] = value;
            NoteWrite(symbol, value);
            if (symbol.IsStatic)
            {
                ShareIn(symbol, type, value, source);
            }
        }
        else if (KeyOf(instance) is not null)
        {
            // The element of a tuple has two names.
            string name = symbol is IFieldSymbol { CorrespondingTupleField: { } element } ? element.Name : symbol.Name;
            Update(instance, holder => holder with { Members = holder.Members.SetItem(symbol.Name, value).SetItem(name, value) });
            NoteWrite(symbol, value);
        }
        else
        {
            NoteWrite(symbol, value);
        }

        Escape(value);
    }

    private void NoteWrite(ISymbol symbol, FlowValue value)
    {
        if (symbol.Kind is SymbolKind.Field or SymbolKind.Property)
        {
            _result.MemberWrites.Add(new(symbol.OriginalDefinition, value));
        }
    }

    /// <summary>Puts a value into a collection.</summary>
    private void Put(IOperation? collection, FlowValue value, IOperation source)
    {
        Evaluate(collection);
        object? key = KeyOf(collection);
        if (key is ISymbol symbol and (IFieldSymbol or IPropertySymbol))
        {
            NoteWrite(symbol, value);
            if (symbol.IsStatic || IsOfSingleton(symbol))
            {
                ShareIn(symbol, null, value, source);
            }
        }

        if (value != FlowValue.None)
        {
            Update(collection, held => held.Join(value));
        }

        Escape(value);
    }

    private FlowValue Deconstruct(IOperation target, FlowValue value, IOperation source)
    {
        if (target is IDeclarationExpressionOperation declaration)
        {
            return Deconstruct(declaration.Expression, value, source);
        }

        if (target is not ITupleOperation tuple)
        {
            return Assign(target, value, source);
        }

        ImmutableArray<string> names = PartsOf(source.Type, tuple.Elements.Length);
        for (int i = 0; i < tuple.Elements.Length; i++)
        {
            FlowValue part = value.Members.TryGetValue(names[i], out FlowValue? member) ? member
                : !value.Members.IsEmpty ? FlowValue.Unknown
                : Symbols.Carries(tuple.Elements[i].Type) ? value : FlowValue.None;
            Assign(tuple.Elements[i], part, source);
        }

        return value;
    }

    // A record takes itself apart into the properties that its method names.
    private static ImmutableArray<string> PartsOf(ITypeSymbol? type, int count)
    {
        if (type is { IsTupleType: false })
        {
            foreach (ISymbol candidate in type.GetMembers("Deconstruct"))
            {
                if (candidate is IMethodSymbol method && method.Parameters.Length == count)
                {
                    return [.. method.Parameters.Select(static parameter => parameter.Name)];
                }
            }
        }

        return [.. Enumerable.Range(0, count).Select(ItemName)];
    }

    private static string ItemName(int index) => "Item" + (index + 1).ToString(CultureInfo.InvariantCulture);

    private FlowValue ReadTuple(ITupleOperation tuple)
    {
        FlowValue value = FlowValue.None;
        for (int i = 0; i < tuple.Elements.Length; i++)
        {
            FlowValue element = Evaluate(tuple.Elements[i]);
            value = value with { Members = value.Members.SetItem(ItemName(i), element) };
            if (tuple.Type is INamedTypeSymbol { IsTupleType: true } type && i < type.TupleElements.Length)
            {
                value = value with { Members = value.Members.SetItem(type.TupleElements[i].Name, element) };
            }
        }

        return value;
    }

    private FlowValue ReadAnonymous(IAnonymousObjectCreationOperation anonymous)
    {
        FlowValue value = FlowValue.None;
        foreach (IOperation initializer in anonymous.Initializers)
        {
            if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var name } } assignment)
            {
                value = value with { Members = value.Members.SetItem(name, Evaluate(assignment.Value)) };
            }
        }

        return value;
    }
}
