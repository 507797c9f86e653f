using System.Text.RegularExpressions;

namespace IdempiereStyleCache.Architecture.Tests;

public partial class BehaviourIdTests
{
    [Fact]
    public void Every_behaviour_that_a_test_names_has_a_valid_id() => Rule.Holds(MalformedIds);

    [Theory]
    [InlineData("Behaviour", "IDM-1")]
    [InlineData("Behaviour", "idm-01")]
    [InlineData("Behaviour", "IDM01")]
    [InlineData("Behaviour", "IDM-01, IDM-02")]
    [InlineData("behaviour", "IDM-01")]
    [InlineData("Behavior", "IDM-01")]
    public void A_malformed_id_or_key_is_found(string key, string id) =>
        Rule.Finds(MalformedIds, "tests/A/Tests.cs", $"    [Trait(\"{key}\", \"{id}\")]\n");

    [Fact]
    public void A_valid_id_is_allowed() => Rule.Allows(MalformedIds, "tests/A/Tests.cs", "    [Fact, Trait(" + "\"Behaviour\", \"IDM-01\")]\n");

    private static IEnumerable<string> MalformedIds(Repository repository) =>
        from file in repository.Files
        where file.IsCSharp && file.TopFolder == "tests"
        from Match trait in Trait().Matches(file.Text)
        where trait.Groups["key"].Value != "Behaviour" || !Id().IsMatch(trait.Groups["id"].Value)
        select $"{file.Path}: {trait.Value} should read like Trait(\"Behaviour\", \"AAA-00\")";

    [GeneratedRegex("""\bTrait\("(?<key>[Bb]ehaviou?r)",\s*"(?<id>[^"]*)"\)""")]
    private static partial Regex Trait();

    [GeneratedRegex(@"^[A-Z]{3}-[0-9]{2}\z")]
    private static partial Regex Id();
}
