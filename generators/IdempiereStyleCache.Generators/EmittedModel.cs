namespace IdempiereStyleCache.Generators;

/// <summary>A generated file.</summary>
internal sealed record EmittedModel(string HintName, string Text);
