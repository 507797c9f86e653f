namespace GardenWorld;

/// <summary>One thing that a step claims: what it expects, what it found, and whether they are the same.</summary>
internal sealed record Check(string Name, string Expected, string Actual, bool Held);
