namespace IdempiereStyleCache.ModelRules.Models;

/// <summary>What was read of a class: all of it when it can be completed, else what there is to declare. Both are null when nothing can be.</summary>
internal sealed record ModelReading(ModelClass? Complete, ModelSkeleton? Skeleton);
