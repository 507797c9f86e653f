using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.ModelRules;

/// <summary>One reason why the generator cannot complete a class: what is wrong and what to do, and where.</summary>
internal sealed record ModelProblem(string Message, Location Location);
