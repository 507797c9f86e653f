using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace IdempiereStyleCache.PostgreSql.Tests;

/// <summary>
/// Passes connections on to a server. When told so, it lets the next question through, keeps the answer, and cuts the connection; or it cuts those that wait for an answer now. The
/// asker cannot know what became of the question, and the server goes on with it.
/// </summary>
public sealed class DeafRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly string _host;
    private readonly int _port;
    private readonly ConcurrentDictionary<TcpClient, bool> _waiting = new();
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

    /// <summary>Cuts the connections whose question the server has not answered yet.</summary>
    public void CutWhatWaits()
    {
        foreach (TcpClient client in _waiting.Keys)
        {
            client.Close();
        }
    }

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
                await Task.WhenAny(AskAsync(client, server.GetStream()), AnswerAsync(server.GetStream(), client));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
            {
            }
            finally
            {
                _waiting.TryRemove(client, out _);
            }
        }
    }

    private async Task AskAsync(TcpClient client, NetworkStream server)
    {
        NetworkStream stream = client.GetStream();
        byte[] buffer = new byte[65_536];
        int count;
        while ((count = await stream.ReadAsync(buffer, _end.Token)) > 0)
        {
            _waiting[client] = true;
            await server.WriteAsync(buffer.AsMemory(0, count), _end.Token);
        }
    }

    // The server answers when it has done what it was asked.
    private async Task AnswerAsync(NetworkStream server, TcpClient client)
    {
        NetworkStream stream = client.GetStream();
        byte[] buffer = new byte[65_536];
        int count;
        while ((count = await server.ReadAsync(buffer, _end.Token)) > 0)
        {
            if (Interlocked.Exchange(ref _swallows, 0) == 1)
            {
                return;
            }

            _waiting.TryRemove(client, out _);
            await stream.WriteAsync(buffer.AsMemory(0, count), _end.Token);
        }
    }
}
