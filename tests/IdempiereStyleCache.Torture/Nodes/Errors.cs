using System.Data.Common;
using System.Net.Sockets;

namespace IdempiereStyleCache.Torture;

/// <summary>What a fault may do to whoever is at work: the work failed, and says so.</summary>
internal static class Errors
{
    public static bool AreExpected(Exception exception) =>
        exception is POException or DbException or TrxOutcomeUnknownException or InvalidOperationException or TimeoutException or IOException or SocketException;
}
