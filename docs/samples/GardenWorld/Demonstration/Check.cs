using System.Text.Json.Serialization;

namespace GardenWorld;

/// <summary>One thing that a step claims: what it expects, what it found, and whether they are the same.</summary>
internal sealed record Check(string Name, string Expected, string Actual, bool Held)
{
    /// <summary>What was measured, where a time was; such a check holds whatever it is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Milliseconds { get; init; }
}
