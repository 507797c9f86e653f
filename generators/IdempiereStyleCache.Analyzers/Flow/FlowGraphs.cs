using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IdempiereStyleCache.Analyzers.Flow;

/// <summary>Makes control flow graphs of declarations.</summary>
internal static class FlowGraphs
{
    public static ControlFlowGraph? Of(SyntaxNode declaration, SemanticModel model, CancellationToken cancellationToken)
    {
        SyntaxNode? code = declaration switch
        {
            VariableDeclaratorSyntax variable => variable.Initializer,
            PropertyDeclarationSyntax property => property.Initializer,
            _ => declaration,
        };
        return code is null ? null : Of(model.GetOperation(code, cancellationToken), cancellationToken);
    }

    public static ControlFlowGraph? Of(IOperation? operation, CancellationToken cancellationToken) => operation switch
    {
        IMethodBodyOperation body => ControlFlowGraph.Create(body, cancellationToken),
        IConstructorBodyOperation body => ControlFlowGraph.Create(body, cancellationToken),
        IFieldInitializerOperation initializer => ControlFlowGraph.Create(initializer, cancellationToken),
        IPropertyInitializerOperation initializer => ControlFlowGraph.Create(initializer, cancellationToken),
        IBlockOperation { Parent: null } block => ControlFlowGraph.Create(block, cancellationToken),
        IBlockOperation { Parent: { } parent } => Of(parent, cancellationToken),
        _ => null,
    };
}
