using System.Text;

namespace IdempiereStyleCache.Torture;

/// <summary>Appends events to a file of one worker's own, each with one call of the operating system, so that a killed process loses none that it finished.</summary>
internal sealed class HistoryWriter(string file) : IDisposable
{
    private readonly FileStream _stream = new(file, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);

    public void Add(HistoryEvent one) => _stream.Write(Encoding.UTF8.GetBytes(one.Line));

    public void Dispose() => _stream.Dispose();
}
