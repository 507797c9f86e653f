namespace IdempiereStyleCache.Docs.Tests.Samples;

public class SnippetProgramTests
{
    [Fact]
    public async Task What_the_pages_show_runs_and_does_what_they_say()
    {
        SampleProgram run = await SampleProgram.RunAsync("Snippets");
        Assert.True(run.ExitStatus == 0, run.Output + run.Error);
        Assert.DoesNotContain("FAILED", run.Output, StringComparison.Ordinal);
        Assert.Contains("ok      Taste\n", run.Output, StringComparison.Ordinal);
    }
}
