using System.Globalization;

namespace GardenWorld;

/// <summary>The checks of one step, in the order in which they were made.</summary>
internal sealed class Checks
{
    private readonly List<Check> _made = [];

    public IReadOnlyList<Check> Made => _made;

    public void Equal<T>(string name, T expected, T actual) =>
        _made.Add(new Check(name, Text(expected), Text(actual), EqualityComparer<T>.Default.Equals(expected, actual)));

    public void Same(string name, object? expected, object? actual) =>
        _made.Add(new Check(name, "same instance", ReferenceEquals(expected, actual) ? "same instance" : "another instance", ReferenceEquals(expected, actual)));

    public void NotSame(string name, object? other, object? actual) =>
        _made.Add(new Check(name, "another instance", ReferenceEquals(other, actual) ? "same instance" : "another instance", !ReferenceEquals(other, actual)));

    /// <summary>Checks that something fails with an error of one kind, and with this message unless it is null.</summary>
    /// <returns>The error, to look at what it carries; null when there was none or another one.</returns>
    public TException? Throws<TException>(string name, string? message, Action action)
        where TException : Exception
    {
        string expected = message ?? typeof(TException).Name;
        try
        {
            action();
        }
        catch (TException e)
        {
            string actual = message is null ? e.GetType().Name : e.Message;
            _made.Add(new Check(name, expected, actual, actual == expected));
            return e;
        }
        catch (Exception e)
        {
            Failed(name, expected, e);
            return null;
        }

        _made.Add(new Check(name, expected, "no error", Held: false));
        return null;
    }

    /// <summary>Notes a time. How long things take depends on the machine, so nothing is expected of it.</summary>
    public void Measured(string name, TimeSpan time) => _made.Add(
        new Check(name, "a time", string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:N1} ms"), Held: true) { Milliseconds = time.TotalMilliseconds });

    public void Failed(string name, string expected, Exception e) =>
        _made.Add(new Check(name, expected, $"{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}", Held: false));

    private static string Text<T>(T value) => value switch
    {
        null => "null",
        bool yes => yes ? "yes" : "no",
        decimal amount => amount.ToString("0.00##", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
