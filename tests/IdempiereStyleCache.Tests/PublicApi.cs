using System.Globalization;
using System.Reflection;
using System.Text;

namespace IdempiereStyleCache.Tests;

/// <summary>Writes what other assemblies see of an assembly as text, one member a line, in a fixed order.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext s_nullability = new();

    public static string Describe(Assembly assembly)
    {
        StringBuilder text = new();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(Heading(type)).Append('\n');
            foreach (string member in type.IsEnum ? Values(type) : Members(type))
            {
                text.Append("    ").Append(member).Append('\n');
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Heading(Type type)
    {
        string kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsSubclassOf(typeof(Delegate)) ? "delegate" : type.IsValueType ? "struct" : "class";
        string modifiers = kind != "class" ? "" : type is { IsAbstract: true, IsSealed: true } ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "";
        IEnumerable<Type> inherited = type.IsInterface ? [] : type.BaseType?.GetInterfaces() ?? [];
        string[] bases =
        [
            .. kind == "class" && type.BaseType != typeof(object) ? [Name(type.BaseType!)] : Array.Empty<string>(),
            .. type.GetInterfaces().Except(inherited).Where(i => i.IsVisible && kind is not ("enum" or "delegate")).Select(Name).Order(StringComparer.Ordinal),
        ];
        return $"{modifiers}{kind} {Name(type)}{(bases.Length == 0 ? "" : $" : {string.Join(", ", bases)}")}{Constraints(type.IsGenericType ? type.GetGenericArguments() : [])}";
    }

    private static IEnumerable<string> Values(Type type) => Enum.GetNames(type).Select(name => $"{name} = {Enum.Format(type, Enum.Parse(type, name), "d")}");

    private static IEnumerable<string> Members(Type type)
    {
        IEnumerable<string> members = type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly).Select(Field)
            .Concat(type.GetConstructors(Declared).Where(IsSeen).Select(c => $"{Access(c)}{Bare(type)}({Parameters(c)})"))
            .Concat(type.GetProperties(Declared).Where(p => p.GetAccessors(nonPublic: true).Any(IsSeen)).Select(Property))
            .Concat(type.GetEvents(Declared).Where(e => IsSeen(e.AddMethod!)).Select(e => $"{Access(e.AddMethod!)}event {Name(e.EventHandlerType!)} {e.Name}"))
            .Concat(type.GetMethods(Declared).Where(m => IsSeen(m) && !m.IsSpecialName).Select(Method));
        return members.Order(StringComparer.Ordinal);
    }

    // Members that the compiler adds to records are no decision of anybody's.
    private static bool IsSeen(MethodBase method) =>
        (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && !method.Name.Contains('<', StringComparison.Ordinal) && method.Name != "PrintMembers";

    private static string Field(FieldInfo field) =>
        $"{(field.IsPublic ? "" : "protected ")}{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}"
        + (field.IsLiteral ? $" = {Literal(field.GetRawConstantValue())}" : "");

    private static string Property(PropertyInfo property)
    {
        MethodInfo main = property.GetAccessors(nonPublic: true).First(IsSeen);
        string accessors = string.Concat(property.GetAccessors(nonPublic: true).Where(IsSeen).Select(a =>
            (Access(a) == Access(main) ? "" : Access(a)) + (a == property.GetMethod ? "get; " : IsInit(a) ? "init; " : "set; ")));
        string index = property.GetIndexParameters().Length == 0 ? property.Name : $"this[{string.Join(", ", property.GetIndexParameters().Select(Parameter))}]";
        string required = property.CustomAttributes.Any(a => a.AttributeType.Name == "RequiredMemberAttribute") ? "required " : "";
        return $"{Access(main)}{required}{Nullable(s_nullability.Create(property))} {index} {{ {accessors}}}";
    }

    private static string Method(MethodInfo method) =>
        $"{Access(method)}{Nullable(s_nullability.Create(method.ReturnParameter))} {method.Name}{Generics(method)}({Parameters(method)})"
        + Constraints(method.IsGenericMethod ? method.GetGenericArguments() : []);

    private static string Access(MethodBase method) =>
        (method.IsFamily ? "protected " : method.IsFamilyOrAssembly ? "protected internal " : "")
        + (method.IsStatic ? "static " : "")
        + (method is MethodInfo { IsAbstract: true } && !method.DeclaringType!.IsInterface ? "abstract "
            : method is MethodInfo { IsVirtual: true, IsFinal: false } m && !method.DeclaringType!.IsInterface
                ? (m.GetBaseDefinition() == m ? "virtual " : "override ") : "");

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit");

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter) =>
        (parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : "")
        + $"{Nullable(s_nullability.Create(parameter))} {parameter.Name}"
        + (parameter.HasDefaultValue ? $" = {Literal(parameter.DefaultValue)}" : "");

    private static string Generics(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Constraints(Type[] parameters) => string.Concat(
        from parameter in parameters
        let constraints = parameter.GetGenericParameterConstraints().Select(Name)
        where constraints.Any()
        select $" where {parameter.Name} : {string.Join(", ", constraints)}");

    private static string Nullable(NullabilityInfo info)
    {
        string mark = info.ReadState == NullabilityState.Nullable && !info.Type.IsValueType ? "?" : "";
        return info.ElementType is { } element ? $"{Nullable(element)}[]{mark}"
            : info.GenericTypeArguments.Length != 0 && System.Nullable.GetUnderlyingType(info.Type) is null
                ? $"{Bare(info.Type)}<{string.Join(", ", info.GenericTypeArguments.Select(Nullable))}>{mark}"
                : Name(info.Type) + mark;
    }

    private static string Name(Type type) =>
        System.Nullable.GetUnderlyingType(type) is { } underlying ? $"{Name(underlying)}?"
        : type.HasElementType ? Name(type.GetElementType()!) + (type.IsArray ? "[]" : "")
        : type.IsGenericType ? $"{Bare(type)}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : Bare(type);

    private static string Bare(Type type) => (type.IsNested && !type.IsGenericParameter ? $"{Bare(type.DeclaringType!)}." : "") + type.Name.Split('`')[0];

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        IFormattable number when value.GetType().IsPrimitive => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
