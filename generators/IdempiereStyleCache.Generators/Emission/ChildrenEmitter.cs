using System.Globalization;
using IdempiereStyleCache.ModelRules.Models;

namespace IdempiereStyleCache.Generators;

/// <summary>Writes the lists of children: made when first touched, by whichever thread comes first.</summary>
internal static class ChildrenEmitter
{
    public static void EmitProperties(CodeWriter code, ModelClass model)
    {
        for (int i = 0; i < model.Children.Count; i++)
        {
            ModelChildren children = model.Children[i];
            if (!children.HasDocs)
            {
                code.Summary($"The children: the records of <see cref=\"{children.ChildType}\"/> that belong to this one. Loaded when first touched.");
            }

            code.Line($"{children.Modifiers} {Core.List}<{children.ChildType}> {children.Name} =>");
            code.Indented($"{children.Field} ?? {Make(children, i)};");
            code.Line();
        }
    }

    public static void EmitOverrides(CodeWriter code, ModelClass model)
    {
        if (model.Children.Count == 0)
        {
            return;
        }

        string access = OverrideEmitter.Access(model);
        code.Line("/// <inheritdoc/>");
        code.Line(Core.GeneratedCode);
        code.Line($"{access} override {Core.Namespace}IPOChildList? GetChildList(int ordinal, bool create) => ordinal switch");
        code.Line("{");
        for (int i = 0; i < model.Children.Count; i++)
        {
            ModelChildren children = model.Children[i];
            code.Indented($"{i.ToString(CultureInfo.InvariantCulture)} => create ? {children.Name} : {children.Field},");
        }

        code.Indented("_ => null,");
        code.Line("};");
        code.Line();
        code.Line("/// <inheritdoc/>");
        code.Line(Core.GeneratedCode);
        code.Open($"{access} override void ForgetChildren()");
        foreach (ModelChildren children in model.Children)
        {
            code.Line($"{children.Field} = null;");
        }

        code.Close();
        code.Line();
    }

    private static string Make(ModelChildren children, int ordinal)
    {
        string made = $"new {Core.List}<{children.ChildType}>(this, {ordinal.ToString(CultureInfo.InvariantCulture)})";
        return $"global::System.Threading.LazyInitializer.EnsureInitialized(ref {children.Field}, () => {made})";
    }
}
