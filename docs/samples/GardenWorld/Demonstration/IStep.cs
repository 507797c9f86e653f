namespace GardenWorld;

/// <summary>One promise of the framework, shown on records of the step's own.</summary>
internal interface IStep
{
    /// <summary>The promise, as a sentence.</summary>
    string Title { get; }

    /// <summary>Shows it and checks every claim on the way.</summary>
    void Run(DemoRecords records, Checks checks);
}

/// <summary>How a step went.</summary>
internal sealed record StepResult(string Title, IReadOnlyList<Check> Checks)
{
    public bool Held => Checks.Count > 0 && Checks.All(check => check.Held);
}
