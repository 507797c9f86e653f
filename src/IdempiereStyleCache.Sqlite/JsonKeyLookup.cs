using System.Buffers;
using System.Collections.Immutable;
using System.Data;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using IdempiereStyleCache.Data;

namespace IdempiereStyleCache.Sqlite;

/// <summary>
/// Passes all keys as one parameter, an array in JSON: one text for any number of them, and no limit. (A parameter a key costs SQLite a search among all
/// parameter names for each: a second for 16,384 keys.)
/// </summary>
internal sealed class JsonKeyLookup : KeyLookup
{
    private const string Parameter = "@keys";

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override int MaxKeys(int columnCount) => int.MaxValue;

    // A condition on several columns would use the index for the first of them only; from keys to records it uses all. The inner query hides the names of json_each.
    public override string From(string table, ImmutableArray<string> columns, int keyCount) => columns.Length == 1
        ? $"{table} WHERE {columns[0]} IN (SELECT value FROM json_each({Parameter}))"
        : $"(SELECT {string.Join(", ", columns.Select((_, i) => $"json_extract(value, '$[{i}]') AS isc_key{i}"))} FROM json_each({Parameter})) CROSS JOIN {table} "
            + $"ON {string.Join(" AND ", columns.Select((column, i) => $"{column} = isc_key{i}"))}";

    public override void AddParameters(IDbCommand command, IReadOnlyList<POColumnInfo> columns, IReadOnlyList<ImmutableArray<object>> keys)
    {
        ArrayBufferWriter<byte> buffer = new(16 * keys.Count);
        using (Utf8JsonWriter writer = new(buffer, s_options))
        {
            writer.WriteStartArray();
            foreach (ImmutableArray<object> key in keys)
            {
                if (key.Length > 1)
                {
                    writer.WriteStartArray();
                }

                foreach (object part in key)
                {
                    Write(writer, part);
                }

                if (key.Length > 1)
                {
                    writer.WriteEndArray();
                }
            }

            writer.WriteEndArray();
        }

        IDbDataParameter parameter = command.CreateParameter();
        parameter.ParameterName = Parameter;
        parameter.Value = Encoding.UTF8.GetString(buffer.WrittenSpan);
        command.Parameters.Add(parameter);
    }

    private static void Write(Utf8JsonWriter writer, object part)
    {
        switch (SqliteText.Stored(part))
        {
            case long number:
                writer.WriteNumberValue(number);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case string text when text.Contains('\0', StringComparison.Ordinal):
                throw new ArgumentException("A key with a NUL character cannot be looked up together with others.", nameof(part));
            case string text:
                writer.WriteStringValue(text);
                break;
            default:
                throw new ArgumentException($"A key of type {part.GetType().Name} cannot be looked up together with others.", nameof(part));
        }
    }
}
