namespace IdempiereStyleCache.Analyzers.Tests;

/// <summary>Misuses and correct uses over every way in which an object can flow: none missed, none false. Each snippet runs through all flow rules.</summary>
public class CorpusTests
{
    public static TheoryData<string> Ways => [.. Corpus.Snippets.Select(static snippet => snippet.Way).Distinct()];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Every_snippet_shows_what_it_marks_and_nothing_else(string way)
    {
        IReadOnlyList<string> faults = await Corpus.FaultsAsync(way);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task The_models_that_the_snippets_use_compile() => Assert.Equal([], await Corpus.FoundInModelsAsync());

    [Fact]
    public void There_are_250_misuses_and_250_correct_uses()
    {
        Assert.True(Corpus.Snippets.Count(static snippet => snippet.IsMisuse) >= 250, $"{Corpus.Snippets.Count(static snippet => snippet.IsMisuse)} misuses");
        Assert.True(Corpus.Snippets.Count(static snippet => !snippet.IsMisuse) >= 250, $"{Corpus.Snippets.Count(static snippet => !snippet.IsMisuse)} correct uses");
    }

    [Fact]
    public void No_snippet_is_there_twice()
    {
        Assert.Equal([], Corpus.Snippets.GroupBy(static snippet => snippet.Path).Where(static same => same.Count() > 1).Select(static same => same.Key));
        Assert.Equal([], Corpus.Snippets.GroupBy(static snippet => Code(snippet)).Where(static same => same.Count() > 1).Select(static same => string.Join(" = ", same.Select(static one => one.Path))));

        static string Code(CorpusSnippet snippet) =>
            string.Concat(snippet.Source.Text.Split('{', 2)[1].Where(static character => !char.IsWhiteSpace(character)));
    }

    [Fact]
    public void A_misuse_marks_something_and_a_correct_use_nothing() =>
        Assert.Equal([], Corpus.Snippets.Where(static snippet => snippet.IsMisuse != snippet.Source.Spans.Count > 0 || snippet.Source.Rules.Contains(null)).Select(static snippet => snippet.Path));

    [Fact]
    public async Task A_miss_a_false_alarm_a_wrong_place_and_code_that_does_not_compile_are_found_out()
    {
        Assert.Single(await Faults("""void F(int id) { var p = MProduct.Get(id)!; [|ISC0001:id|] = 1; }"""));
        Assert.Single(await Faults("""void F(int id) { var p = MProduct.Get(id)!; p.Name = "x"; }"""));
        Assert.Equal(2, (await Faults("""void F(int id) { var p = MProduct.Get(id)!; [|ISC0001:p|].Name = "x"; }""")).Count);
        Assert.Single(await Faults("""void F(int id) { var p = MProduct.Get(id) }"""));
        Assert.Empty(await Faults("""void F(int id) { var p = MProduct.Get(id)!; [|ISC0001:p.Name|] = "x"; }"""));

        static Task<IReadOnlyList<string>> Faults(string code) => Corpus.FaultsAsync(CorpusSnippet.Read("Proof", $"\n//! misuse: proof\n{code}\n").Single());
    }
}
