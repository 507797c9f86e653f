namespace GardenWorld;

/// <summary>Whoever begins a request after a commit returned sees what was committed, in whichever process.</summary>
internal sealed class NextRequestStep : IMeetingStep
{
    private const int Changes = 25;

    // The first ones compile code.
    private const int NotTimed = 5;

    public string Title => "What one process commits, the next request of the other sees";

    public async Task RunAsync(Meeting meeting, Checks checks)
    {
        checks.Equal("price in the other process", 100m, (await meeting.RequestThereAsync()).Price);

        int seen = 0;
        List<TimeSpan> times = [];
        List<TimeSpan> requests = [];
        for (int i = 1; i <= Changes; i++)
        {
            long committed = meeting.ChangeHere(100m + i);
            Answer answer = await meeting.RequestThereAsync();
            seen += answer.Price == 100m + i ? 1 : 0;
            if (i > NotTimed)
            {
                times.Add(TimeProvider.System.GetElapsedTime(committed, answer.Done));
                requests.Add(TimeProvider.System.GetElapsedTime(answer.Begun, answer.Done));
            }
        }

        checks.Equal($"of {Changes} changes here, seen by the next request there", Changes, seen);
        checks.Measured("from commit to the value there, median", Median(times));
        checks.Measured("the longest of them", times.Max());
        checks.Measured("what the request there took of it, median", Median(requests));

        await meeting.AskAsync(Wish.Change, 200m);
        checks.Equal("after a change there, the next request here", 200m, meeting.RequestHere().Price);
    }

    private static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);
}
