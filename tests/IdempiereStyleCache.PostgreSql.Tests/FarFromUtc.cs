using System.Runtime.CompilerServices;

namespace IdempiereStyleCache.PostgreSql.Tests;

/// <summary>All tests run in a time zone far from UTC, so that what depends on the zone of the computer shows.</summary>
internal static class FarFromUtc
{
    [ModuleInitializer]
    internal static void Move() => Environment.SetEnvironmentVariable("TZ", "Pacific/Marquesas");
}
