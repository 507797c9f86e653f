namespace IdempiereStyleCache.Architecture.Tests;

/// <summary>A rule is a function from a repository to its faults, so that it can be tried on a repository that breaks it.</summary>
internal static class Rule
{
    public static void Holds(Func<Repository, IEnumerable<string>> rule)
    {
        Repository repository = Repository.ThisOne;
        Assert.True(repository.Projects.Count > 5, "The repository was not read: it seems to have hardly any project.");
        string[] faults = [.. rule(repository)];
        Assert.True(faults.Length == 0, Environment.NewLine + string.Join(Environment.NewLine, faults));
    }

    public static void Finds(Func<Repository, IEnumerable<string>> rule, string path, string text)
    {
        string[] faults = [.. rule(Repository.With(path, text))];
        Assert.Contains(faults, fault => fault.Contains(path, StringComparison.Ordinal));
    }

    public static void Allows(Func<Repository, IEnumerable<string>> rule, string path, string text) =>
        Assert.Empty(rule(Repository.With(path, text)));
}
