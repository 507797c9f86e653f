#pragma warning disable MA0182 // the compiler uses them

namespace System.Runtime.CompilerServices
{
    /// <summary>Lets .NET Standard 2.0 have records with <c>init</c>.</summary>
    internal static class IsExternalInit;

    /// <summary>Lets .NET Standard 2.0 have <c>required</c> members.</summary>
    [AttributeUsage(AttributeTargets.All)]
    internal sealed class RequiredMemberAttribute : Attribute;

    /// <summary>Lets .NET Standard 2.0 have <c>required</c> members.</summary>
    [AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
    internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
    {
        public string FeatureName { get; } = featureName;
    }
}

namespace System.Diagnostics.CodeAnalysis
{
    /// <summary>Lets .NET Standard 2.0 copy records with <c>required</c> members.</summary>
    [AttributeUsage(AttributeTargets.Constructor)]
    internal sealed class SetsRequiredMembersAttribute : Attribute;
}
