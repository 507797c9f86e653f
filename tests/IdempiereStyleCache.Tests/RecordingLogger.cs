using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace IdempiereStyleCache.Tests;

/// <summary>Keeps what is logged, line by line; or throws, as a logger of the application may.</summary>
internal sealed class RecordingLogger : ILoggerFactory, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public bool Throws { get; init; }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Lines.Enqueue($"{logLevel}: {formatter(state, exception)} ({exception?.Message})");
        if (Throws)
        {
            throw new InvalidOperationException("the logger is broken");
        }
    }

    public void Dispose()
    {
    }
}
