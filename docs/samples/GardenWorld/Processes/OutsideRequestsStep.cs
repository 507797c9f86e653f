namespace GardenWorld;

/// <summary>A read outside any request does not ask; it is as current as the node keeps itself in the background.</summary>
internal sealed class OutsideRequestsStep : IMeetingStep
{
    private const int Changes = 5;

    public string Title => "A read outside any request sees it a little later";

    public async Task RunAsync(Meeting meeting, Checks checks)
    {
        int seen = 0;
        List<TimeSpan> times = [];
        for (int i = 1; i <= Changes; i++)
        {
            Answer watching = await meeting.AskAsync(Wish.Watch, 100m + i);
            long committed = meeting.ChangeHere(100m + i);
            Answer end = await meeting.Other.ReceiveAsync();
            seen += watching.Price == 99m + i && end.Price == 100m + i ? 1 : 0;
            times.Add(TimeProvider.System.GetElapsedTime(committed, end.Done));
        }

        checks.Equal($"of {Changes} changes here, seen there without a request", Changes, seen);
        checks.Measured("from commit to the value there, median", times.Order().ElementAt(times.Count / 2));
        checks.Measured("the longest of them", times.Max());
    }
}
