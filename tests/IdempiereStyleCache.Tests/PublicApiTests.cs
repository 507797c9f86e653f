namespace IdempiereStyleCache.Tests;

public class PublicApiTests
{
    private const string FileName = "PublicApi.txt";
    private const string Switch = "ISC_WRITE_PUBLIC_API";

    [Fact]
    public void The_public_face_of_the_core_is_the_one_that_was_reviewed()
    {
        string now = PublicApi.Describe(typeof(CacheNode).Assembly);
        if (Environment.GetEnvironmentVariable(Switch) == "1")
        {
            File.WriteAllText(SourceFile(), now);
        }
        else
        {
            string reviewed = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, FileName)).ReplaceLineEndings("\n");
            Assert.True(reviewed == now, $"The public API changed:\n{Difference(reviewed, now)}If that is meant, run the test with {Switch}=1, which rewrites {FileName}, and review the change of it.");
        }
    }

    [Fact]
    public void A_member_more_or_less_shows() =>
        Assert.Equal("- b\n+ c\n", Difference("a\nb\n", "a\nc\n"));

    private static string Difference(string before, string after)
    {
        string[] old = before.Split('\n');
        string[] present = after.Split('\n');
        return string.Concat(old.Except(present).Select(l => $"- {l}\n").Concat(present.Except(old).Select(l => $"+ {l}\n")));
    }

    private static string SourceFile()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IdempiereStyleCache.sln")))
        {
            folder = folder.Parent;
        }

        Assert.NotNull(folder);
        return Path.Combine(folder.FullName, "tests", "IdempiereStyleCache.Tests", FileName);
    }
}
