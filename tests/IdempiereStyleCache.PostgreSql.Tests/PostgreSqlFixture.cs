using IdempiereStyleCache.TestServers;

[assembly: AssemblyFixture(typeof(IdempiereStyleCache.PostgreSql.Tests.PostgreSqlFixture))]

namespace IdempiereStyleCache.PostgreSql.Tests;

/// <summary>One server for all tests of the assembly. Without PostgreSQL the tests are skipped with the reason, and fail where nothing may be skipped.</summary>
public sealed class PostgreSqlFixture : IAsyncLifetime
{
    private static PostgreSqlServer? s_server;
    private static string? s_whyNot;

    /// <summary>The server. Skips the test that asks when there is none.</summary>
    public static PostgreSqlServer Server
    {
        get
        {
            Assert.SkipWhen(s_whyNot is not null, s_whyNot ?? "");
            return s_server!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        try
        {
            s_server = await PostgreSqlServer.UseAsync(TestContext.Current.CancellationToken);
        }
        catch (TestServerMissingException e) when (!TestServerMissingException.IsFatal)
        {
            s_whyNot = e.Message;
        }
    }

    public ValueTask DisposeAsync() => s_server?.DisposeAsync() ?? default;
}
