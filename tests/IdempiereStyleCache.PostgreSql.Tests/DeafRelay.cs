using System.Net;
using System.Net.Sockets;

namespace IdempiereStyleCache.PostgreSql.Tests;

/// <summary>Passes connections on to a server. When told so, it lets the next question through, keeps the answer, and cuts the connection: the asker cannot know what became of it.</summary>
public sealed class DeafRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly string _host;
    private readonly int _port;
    private readonly Task _accepting;
    private int _swallows;

    public DeafRelay(string host, int port)
    {
        _host = host;
        _port = port;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void SwallowTheNextAnswer() => Volatile.Write(ref _swallows, 1);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> relays = [];
        try
        {
            while (true)
            {
                relays.Add(RelayAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(relays);
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using TcpClient server = new();
        using (client)
        {
            try
            {
                await server.ConnectAsync(_host, _port, _end.Token);
                await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream(), _end.Token), AnswerAsync(server.GetStream(), client.GetStream()));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or IOException)
            {
            }
        }
    }

    // The server answers when it has done what it was asked.
    private async Task AnswerAsync(NetworkStream server, NetworkStream client)
    {
        byte[] buffer = new byte[65_536];
        int count;
        while ((count = await server.ReadAsync(buffer, _end.Token)) > 0)
        {
            if (Interlocked.Exchange(ref _swallows, 0) == 1)
            {
                return;
            }

            await client.WriteAsync(buffer.AsMemory(0, count), _end.Token);
        }
    }
}
