using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IdempiereStyleCache.Data;

/// <summary>Rows of the log as one parameter: an array in JSON, so that one statement writes any number of them.</summary>
internal static class LogRowsText
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(IReadOnlyList<LogRow> rows)
    {
        ArrayBufferWriter<byte> buffer = new(32 * rows.Count);
        using (Utf8JsonWriter writer = new(buffer, s_options))
        {
            writer.WriteStartArray();
            foreach (LogRow row in rows)
            {
                writer.WriteStartArray();
                writer.WriteStringValue(row.TableName);
                writer.WriteStringValue(row.Key);
                writer.WriteNumberValue(row.IncludesParents ? 1 : 0);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
