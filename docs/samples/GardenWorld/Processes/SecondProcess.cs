using System.Diagnostics;
using System.Text.Json;

namespace GardenWorld;

/// <summary>This program, started a second time. It ends when it is disposed, and when this process ends in whatever way.</summary>
internal sealed class SecondProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private int _asked;

    private SecondProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>Starts it and waits until its node is there.</summary>
    public static async Task<SecondProcess> StartAsync(SharedShop shop)
    {
        SecondProcess second = new(Process.Start(HowToStart()) ?? throw new GardenException("A second process cannot be started."));
        try
        {
            // Not as an argument: the connection string may hold a password.
            await second.SendAsync(shop);
            await second.ReceiveAsync();
            return second;
        }
        catch
        {
            await second.DisposeAsync();
            throw;
        }
    }

    /// <summary>Has it do something and waits for the answer.</summary>
    public async Task<Answer> AskAsync(Wish wish, ProductPriceKey key, decimal price)
    {
        await SendAsync(new Question(++_asked, wish, key, price));
        return await ReceiveAsync();
    }

    /// <summary>Waits for a further answer to a question that has several.</summary>
    public async Task<Answer> ReceiveAsync()
    {
        using CancellationTokenSource timeout = new(s_patience);
        try
        {
            Answer answer;
            do
            {
                string? line = await _process.StandardOutput.ReadLineAsync(timeout.Token);
                answer = JsonSerializer.Deserialize<Answer>(line ?? throw new GardenException("The second process ended."))!;
            }
            while (answer.Number != _asked);    // A step that failed has left an answer behind that nobody waits for.
            return answer.Error is null ? answer : throw new GardenException($"The second process says: {answer.Error}");
        }
        catch (OperationCanceledException)
        {
            throw new GardenException($"The second process did not answer within {s_patience.TotalSeconds:0} seconds.");
        }
        catch (JsonException e)
        {
            throw new GardenException($"The answer of the second process cannot be read: {e.Message}");
        }
    }

    /// <summary>Asks it to end, and waits until it has.</summary>
    /// <returns>Its exit status.</returns>
    public async Task<int> EndAsync()
    {
        _process.StandardInput.Close();
        using CancellationTokenSource timeout = new(s_patience);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _process.Dispose();
    }

    // Started with "dotnet GardenWorld.dll" this process is dotnet; otherwise it is GardenWorld itself.
    private static ProcessStartInfo HowToStart()
    {
        string program = Environment.ProcessPath ?? "dotnet";
        bool isHost = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        string[] arguments = [SecondProgram.CommandName];
        return new ProcessStartInfo(program, isHost ? [Path.Combine(AppContext.BaseDirectory, "GardenWorld.dll"), .. arguments] : arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
    }

    private async Task SendAsync<T>(T message)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(message));
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            throw new GardenException("The second process ended.");
        }
    }
}
