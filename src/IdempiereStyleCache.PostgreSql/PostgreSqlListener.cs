using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using IdempiereStyleCache.Data;
using Npgsql;

namespace IdempiereStyleCache.PostgreSql;

/// <summary>
/// Listens for wake-ups on a connection of its own, outside the pool, and connects again by itself when that is lost. After each connection it wakes the node once: what was
/// said meanwhile was said to nobody.
/// </summary>
internal sealed class PostgreSqlListener : IAsyncDisposable
{
    private static readonly TimeSpan s_shortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(5);

    private readonly LogListening _listening;
    private readonly string _channel;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _firstAttempt = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _running;

    private PostgreSqlListener(LogListening listening, string channel)
    {
        _listening = listening;
        _channel = channel;
        _running = Task.Run(RunAsync);
    }

    public static async ValueTask<PostgreSqlListener> StartAsync(LogListening listening, string channel, CancellationToken cancellationToken)
    {
        PostgreSqlListener listener = new(listening, channel);
        try
        {
            await listener._firstAttempt.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            return listener;
        }
        catch
        {
            await listener.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        TimeSpan pause = s_shortestPause;
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(() => pause = s_shortestPause).ConfigureAwait(false);
            }
            catch (Exception e) when (e is DbException or SocketException or TimeoutException or IOException or InvalidOperationException or POException)
            {
                // A hint lost; polling finds what it was about.
            }
            catch (OperationCanceledException)
            {
                return;
            }
            finally
            {
                _firstAttempt.TrySetResult();
            }

            if (!await PauseAsync(pause).ConfigureAwait(false))
            {
                return;
            }

            pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause;
        }
    }

    private async Task ListenAsync(Action connected)
    {
        NpgsqlConnection connection = (NpgsqlConnection)_listening.CreateConnection();
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(_stopping.Token).ConfigureAwait(false);
            connection.Notification += (_, e) =>
                _listening.WakeUp(long.TryParse(e.Payload, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long sender) ? sender : null);
            NpgsqlCommand listen = new($"LISTEN {_channel}", connection);
            await using (listen.ConfigureAwait(false))
            {
                await listen.ExecuteNonQueryAsync(_stopping.Token).ConfigureAwait(false);
            }

            connected();
            _firstAttempt.TrySetResult();
            _listening.WakeUp(null);
            while (true)
            {
                await connection.WaitAsync(_stopping.Token).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<bool> PauseAsync(TimeSpan pause)
    {
        TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ITimer timer = _listening.TimeProvider.CreateTimer(_ => over.TrySetResult(), null, pause, Timeout.InfiniteTimeSpan);
        await using (timer.ConfigureAwait(false))
        {
            try
            {
                await over.Task.WaitAsync(_stopping.Token).ConfigureAwait(false);
                return true;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }
}
