using System.Text.Json;

namespace GardenWorld;

/// <summary>Collects what happens and prints it as one JSON document at the end; nothing else goes to standard output.</summary>
internal sealed class JsonOutput : IOutput
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly List<JsonStep> _steps = [];
    private readonly List<JsonMeeting> _meetings = [];
    private JsonDataSet? _dataSet;
    private JsonPricing? _pricing;

    public Task<T> WithProgressAsync<T>(Func<ISeedProgress, Task<T>> work) => work(new SilentProgress());

    public void Opened(string path, TimeSpan? madeIn, DataSummary summary) =>
        _dataSet = new JsonDataSet(path, DataSet.Version, madeIn?.TotalMilliseconds, summary);

    public void Priced(PricingComparison pricing) => _pricing = JsonPricing.Of(pricing);

    public void Meeting(SharedShop shop) => _meetings.Add(new JsonMeeting(shop.Kind, []));

    public void Shown(StepResult step) => (_meetings.Count == 0 ? _steps : _meetings[^1].Steps).Add(new JsonStep(step.Title, step.Held, step.Checks));

    public void Ended(bool held) => Print(new JsonReport(held, _dataSet!, _pricing!, _steps, _meetings));

    public void Failed(string message)
    {
        Print(new JsonError(message));
        Console.Error.WriteLine($"GardenWorld: {message}");
    }

    private static void Print<T>(T report) => Console.Out.WriteLine(JsonSerializer.Serialize(report, s_options));
}
