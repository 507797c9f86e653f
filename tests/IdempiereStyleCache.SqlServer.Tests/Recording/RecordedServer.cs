using System.Data;
using System.Data.Common;
using System.Text;
using IdempiereStyleCache.Data;
using Microsoft.Data.SqlClient;

namespace IdempiereStyleCache.SqlServer.Tests;

/// <summary>
/// Stands for a server: writes down every statement that it is sent, with the types of its parameters as SqlClient declares them, and answers as it is told. It shows what would
/// be sent, not what a server would do.
/// </summary>
internal sealed class RecordedServer
{
    private readonly List<(string Part, Func<object?> Answer)> _answers = [];
    private readonly StringBuilder _record = new();
    private readonly List<RecordingConnection> _connections = [];

    /// <summary>The statements, and the beginnings and rollbacks of transactions, in their order.</summary>
    public List<string> Sent { get; } = [];

    /// <summary>The parameters of the last statement.</summary>
    public IReadOnlyList<SqlParameter> LastParameters { get; private set; } = [];

    /// <summary>What was sent since the start or the last <see cref="Forget"/>, to be read.</summary>
    public string Record => _record.ToString();

    public void Forget()
    {
        _record.Clear();
        Sent.Clear();
    }

    /// <summary>Answers statements that contain a text: with a <see cref="DataTable"/>, a value, or by throwing. The last that fits counts.</summary>
    public void Answer(string part, Func<object?> answer) => _answers.Add((part, answer));

    public void Answer(string part, object? answer) => Answer(part, () => answer);

    public async Task<CacheNode> StartAsync(Action<PODatabaseOptions>? configure = null) => await CacheNode.StartAsync(o =>
    {
        o.IsDefault = false;
        o.Coherence.IsEnabled = false;
        SqlServerOptions options = new();
        configure?.Invoke(options);
        o.UseDatabase(node => new PODatabase(new Dialect(this, options), options, node));
    });

    public DbConnection CreateConnection()
    {
        RecordingConnection connection = new(this);
        _connections.Add(connection);
        return connection;
    }

    /// <summary>Ends every open transaction, as the server does after some errors; the driver hears of it.</summary>
    public void EndTransactions() => _connections.ForEach(static c => c.Current = null);

    internal void Note(string what)
    {
        Sent.Add(what);
        _record.Append("-- ").Append(what).Append('\n');
    }

    internal object? Execute(string sql, DbParameterCollection parameters)
    {
        LastParameters = [.. parameters.Cast<SqlParameter>()];
        Sent.Add(sql);
        foreach (SqlParameter parameter in LastParameters)
        {
            _record.Append("-- @").Append(parameter.ParameterName.TrimStart('@')).Append(' ').Append(Declared(parameter)).Append(parameter.Value is DBNull ? " (NULL)" : "").Append('\n');
        }

        _record.Append(sql.ReplaceLineEndings("\n").TrimEnd(';')).Append(";\n\n");
        Func<object?>? answer = _answers.LastOrDefault(a => sql.Contains(a.Part, StringComparison.Ordinal)).Answer;
        return answer is not null ? answer() : sql switch
        {
            _ when sql.Contains("compatibility_level", StringComparison.Ordinal) => 160,
            _ when sql.Contains("@isc_made", StringComparison.Ordinal) => 7L,
            _ when sql.Contains("@isc_committed", StringComparison.Ordinal) || sql.Contains("@@ROWCOUNT", StringComparison.Ordinal) || sql.Contains("COUNT(*)", StringComparison.Ordinal) => 1,
            _ => null,
        };
    }

    /// <summary>The type of a parameter as SqlClient declares it to the server.</summary>
    public static string Declared(SqlParameter parameter) => parameter.SqlDbType switch
    {
        SqlDbType.NVarChar when parameter.Size == 0 => "nvarchar(4000)",
        SqlDbType.NVarChar or SqlDbType.VarChar or SqlDbType.VarBinary =>
            $"{parameter.SqlDbType.ToString().ToLowerInvariant()}({(parameter.Size < 0 ? "max" : parameter.Size.ToString())})",
        SqlDbType.Decimal => $"decimal({parameter.Precision},{parameter.Scale})",
        _ => parameter.SqlDbType.ToString().ToLowerInvariant(),
    };

    private sealed class Dialect(RecordedServer server, SqlServerOptions options)
        : SqlServerDialect(new SqlServerAddress("Server=garden-server;Database=garden", options.MaxConnections), new SqlServerValues(options.SendsTextAsUnicode))
    {
        public override DbConnection CreateConnection() => server.CreateConnection();
    }
}
