using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace IdempiereStyleCache.CodeFixes;

/// <summary>
/// The base of the fixes: each mends any number of diagnostics of one document at once, so that one and all are the same code, and diagnostics that ask for the same change get it
/// once.
/// </summary>
public abstract class RuleFix : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() =>
        FixAllProvider.Create(async (context, document, diagnostics) => await FixAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (Find(model, diagnostic, context.CancellationToken) is { IsEmpty: false } changes)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(changes[0].Title, token => FixAsync(context.Document, [diagnostic], token), equivalenceKey: GetType().Name),
                    diagnostic);
            }
        }
    }

    /// <summary>What to change for a diagnostic; nothing where the fix does not know how.</summary>
    /// <param name="model">The model of the document; its tree is that of the diagnostic.</param>
    /// <param name="diagnostic">The diagnostic.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The changes, whose titles say what the fix does.</returns>
    private protected abstract ImmutableArray<NodeChange> Find(SemanticModel model, Diagnostic diagnostic, CancellationToken cancellationToken);

    private async Task<Document> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        HashSet<SyntaxNode> changed = [];
        foreach (Diagnostic diagnostic in diagnostics)
        {
            foreach (NodeChange change in Find(editor.SemanticModel, diagnostic, cancellationToken))
            {
                if (changed.Add(change.Node))
                {
                    editor.ReplaceNode(change.Node, (node, _) => change.Change(node));
                }
            }
        }

        return editor.GetChangedDocument();
    }
}

/// <summary>A change of one node of a document.</summary>
/// <param name="Title">What it does, for the user.</param>
/// <param name="Node">The node as it is now.</param>
/// <param name="Change">Makes the new node, out of the present one in which others may have been changed.</param>
internal sealed record NodeChange(string Title, SyntaxNode Node, Func<SyntaxNode, SyntaxNode> Change);
