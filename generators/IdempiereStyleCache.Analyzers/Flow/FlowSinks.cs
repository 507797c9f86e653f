using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IdempiereStyleCache.Analyzers.Flow;

/// <summary>
/// Whether code does anything at all that a flow rule could report: sets a member, calls something that might change or keep a model object, makes or copies one, ends a
/// transaction. Most code that mentions model objects only reads them, and need not be walked. Where in doubt, it does.
/// </summary>
internal sealed class FlowSinks(FlowSymbols symbols)
{
    /// <summary>Looks at a piece of code, with the functions in it.</summary>
    public bool AreIn(IOperation code)
    {
        if (code is IFieldInitializerOperation or IPropertyInitializerOperation)
        {
            return true;
        }

        foreach (IOperation operation in code.Descendants())
        {
            if (IsSink(operation))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsSink(IOperation operation) => operation switch
    {
        IAssignmentOperation assignment => !IsVariable(assignment.Target) || assignment is ISimpleAssignmentOperation { IsRef: true },
        IIncrementOrDecrementOperation step => !IsVariable(step.Target),
        IVariableDeclaratorOperation variable => variable.Symbol.RefKind != RefKind.None,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => !IsVariable(argument.Value),
        IInvocationOperation call => IsSink(call),
        IObjectCreationOperation creation => Concerns(creation.Type) || Concern(creation.Arguments),
        IMethodReferenceOperation method => symbols.IsPO(method.Instance?.Type) || method.Method.Parameters.Any(p => Concerns(p.Type)),
        IConversionOperation { OperatorMethod: not null } conversion => Concerns(conversion.Operand.Type),
        IBinaryOperation { OperatorMethod: not null } binary => Concerns(binary.LeftOperand.Type) || Concerns(binary.RightOperand.Type),
        IUnaryOperation { OperatorMethod: not null } unary => Concerns(unary.Operand.Type),
        IEventAssignmentOperation or IAddressOfOperation or IDynamicInvocationOperation or IDynamicObjectCreationOperation or IDynamicIndexerAccessOperation or IDynamicMemberReferenceOperation
            or ITypeParameterObjectCreationOperation or IInvalidOperation => true,
        _ => false,
    };

    private bool IsSink(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        ITypeSymbol? receiver = call.Instance?.Type;
        if (symbols.IsTrx(receiver) || (symbols.IsPO(receiver) && method.ContainingType.SpecialType != SpecialType.System_Object) || symbols.IsList(receiver) || symbols.IsQuery(receiver))
        {
            return true;
        }

        // Accessors of a class or a cache: those that share are harmless, the others hand out what can be changed.
        if (symbols.IsPO(method.ContainingType) || (symbols.IsFramework(method) && symbols.Carries(method.ReturnType)))
        {
            return !symbols.IsResultFromCache(method);
        }

        return !OnlyReads(method) && Concern(call.Arguments);
    }

    // LINQ and the like: what they are given they neither keep nor change; functions that they call are looked at by themselves.
    private static bool OnlyReads(IMethodSymbol method) => method.ContainingType is
    {
        Name: "Enumerable" or "Queryable" or "ImmutableArrayExtensions" or "String" or "Console" or "Object" or "ArgumentNullException",
        ContainingNamespace: { Name: "Linq" or "System" } or { Name: "Immutable" },
    } && method.ContainingAssembly.Name.StartsWith("System", StringComparison.Ordinal);

    private bool Concern(System.Collections.Immutable.ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (IArgumentOperation argument in arguments)
        {
            // What goes in, not what comes out.
            if (argument.Parameter?.RefKind != RefKind.Out && Concerns(Unconverted(argument.Value).Type))
            {
                return true;
            }
        }

        return false;
    }

    private static IOperation Unconverted(IOperation value)
    {
        while (value is IConversionOperation { OperatorMethod: null } conversion)
        {
            value = conversion.Operand;
        }

        return value;
    }

    private bool Concerns(ITypeSymbol? type) =>
        type is not null && (symbols.Carries(type) || symbols.IsTrx(type) || type.TypeKind is TypeKind.TypeParameter or TypeKind.Dynamic || type.SpecialType == SpecialType.System_Object);

    private static bool IsVariable(IOperation target) => target is ILocalReferenceOperation { Local.RefKind: RefKind.None } or IParameterReferenceOperation { Parameter.RefKind: RefKind.None }
        or IDiscardOperation or IDeclarationExpressionOperation;
}
