using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace IdempiereStyleCache.TestServers;

/// <summary>The shell script that keeps a server as long as this process lives, and what is said to it.</summary>
internal sealed class ServerKeeper : IAsyncDisposable
{
    private const int MaxAttempts = 5;

    private readonly Process _process;

    private ServerKeeper(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    public static async Task<ServerKeeper> StartAsync(CancellationToken cancellationToken)
    {
        string programs = PostgreSqlPrograms.Folder ?? throw new TestServerMissingException(
            $"PostgreSQL is not installed here. On Debian: apt-get install postgresql. Or name a server with the environment variable {PostgreSqlServer.ExistingServer}.");
        for (int attempt = 1; ; attempt++)
        {
            ServerKeeper keeper = new(Start(programs, FreePort(out int port)), port);
            try
            {
                await keeper.ExpectAsync("ready", cancellationToken);
                return keeper;
            }
            catch (InvalidOperationException) when (attempt < MaxAttempts)
            {
                // Somebody else was given the port meanwhile.
                await keeper.DisposeAsync();
            }
            catch
            {
                await keeper.DisposeAsync();
                throw;
            }
        }
    }

    public async Task DoAsync(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        await _process.StandardInput.FlushAsync();
        await ExpectAsync("done", CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Process Start(string programs, int port)
    {
        // PostgreSQL's programs refuse to be run by root.
        string[] asWhom = Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--"] : [];
        string[] command = [.. asWhom, "sh", "-c", Script(), "postgresql-server", programs, $"{port}"];
        ProcessStartInfo start = new(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        return Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} cannot be started.");
    }

    private static string Script()
    {
        using StreamReader reader = new(typeof(ServerKeeper).Assembly.GetManifestResourceStream("postgresql-server.sh")!);
        return reader.ReadToEnd();
    }

    private static int FreePort(out int port)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return port = ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ExpectAsync(string expected, CancellationToken cancellationToken)
    {
        string answer = await _process.StandardOutput.ReadLineAsync(cancellationToken) ?? "nothing";
        if (answer.Split(' ')[0] != expected)
        {
            throw new InvalidOperationException($"The PostgreSQL server for tests answered: {answer}");
        }
    }
}
