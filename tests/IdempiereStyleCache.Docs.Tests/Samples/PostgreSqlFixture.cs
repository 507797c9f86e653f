using IdempiereStyleCache.Docs.Tests.Samples;
using IdempiereStyleCache.TestServers;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgreSqlFixture))]

namespace IdempiereStyleCache.Docs.Tests.Samples;

/// <summary>A PostgreSQL server, started when the first test asks for it.</summary>
public sealed class PostgreSqlFixture : IAsyncDisposable
{
    private readonly Lazy<Task<PostgreSqlServer>> _server = new(() => PostgreSqlServer.UseAsync());

    public async Task<string> CreateDatabaseAsync()
    {
        try
        {
            return (await _server.Value).CreateDatabase();
        }
        catch (TestServerMissingException e) when (!TestServerMissingException.IsFatal)
        {
            Assert.Skip(e.Message);
            throw;
        }
    }

    public async Task DropDatabaseAsync(string connectionString) => (await _server.Value).DropDatabase(connectionString);

    public static object? Execute(string connectionString, string sql)
    {
        using NpgsqlConnection connection = new(connectionString + ";Pooling=false");
        connection.Open();
        using NpgsqlCommand command = new(sql, connection);
        return command.ExecuteScalar();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } running })
        {
            await (await running).DisposeAsync();
        }
    }
}
