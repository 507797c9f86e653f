using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IdempiereStyleCache.Analyzers.Sql;

/// <summary>What is known of a text when the program is compiled.</summary>
internal static class SqlText
{
    /// <summary>Stands for what is put in when the program runs.</summary>
    public const char Hole = '\uE000';

    private const int MostDepth = 16;

    /// <summary>The texts that an expression may have: one, or of a variable whatever it is set to in the same member.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="member">The body in which it stands.</param>
    public static IEnumerable<string> Of(IOperation text, IOperation member) => Of(text, member, MostDepth);

    private static IEnumerable<string> Of(IOperation text, IOperation member, int depth)
    {
        if (text.ConstantValue is { HasValue: true, Value: var constant })
        {
            return [constant as string ?? constant?.ToString() ?? ""];
        }

        if (depth == 0)
        {
            return [];
        }

        switch (text)
        {
            case IConversionOperation conversion:
                return Of(conversion.Operand, member, depth);
            case IParenthesizedOperation inner:
                return Of(inner.Operand, member, depth);
            case IConditionalOperation { WhenFalse: { } otherwise } conditional:
                return Of(conditional.WhenTrue, member, depth - 1).Concat(Of(otherwise, member, depth - 1));
            case ICoalesceOperation coalesce:
                return Of(coalesce.Value, member, depth - 1).Concat(Of(coalesce.WhenNull, member, depth - 1));
            case ISwitchExpressionOperation choice:
                return choice.Arms.SelectMany(arm => Of(arm.Value, member, depth - 1));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                return [One(sum.LeftOperand, member, depth) + One(sum.RightOperand, member, depth)];
            case IInterpolatedStringOperation interpolated:
                StringBuilder whole = new();
                foreach (IInterpolatedStringContentOperation part in interpolated.Parts)
                {
                    whole.Append(part switch
                    {
                        IInterpolatedStringTextOperation written => One(written.Text, member, depth),
                        IInterpolationOperation hole => One(hole.Expression, member, depth),
                        _ => Hole.ToString(),
                    });
                }

                return [whole.ToString()];
            case ILocalReferenceOperation local:
                return SetIn(member, local.Local).SelectMany(value => Of(value, member, depth - 1));
            default:
                return [];
        }
    }

    private static string One(IOperation text, IOperation member, int depth)
    {
        string[] found = [.. Of(text, member, depth - 1).Take(2)];
        return found.Length == 1 ? found[0] : Hole.ToString();
    }

    private static IEnumerable<IOperation> SetIn(IOperation member, ILocalSymbol local)
    {
        foreach (IOperation operation in member.Descendants())
        {
            if (operation is IVariableDeclaratorOperation declarator && Same(declarator.Symbol, local) && declarator.GetVariableInitializer()?.Value is { } initial)
            {
                yield return initial;
            }
            else if (operation is ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment && Same(target.Local, local))
            {
                yield return assignment.Value;
            }
        }
    }

    private static bool Same(ISymbol one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one, other);
}
