using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IdempiereStyleCache;

/// <summary>
/// Record keys as the invalidation log holds them: a key of one column as plain text, one of several columns as an array in JSON, whole numbers as JSON numbers and
/// everything else as JSON strings. A key that has no such text, or a text that is no key, stands for the whole table.
/// </summary>
internal static class RecordKeyText
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of a key; null when it has none that the log can hold.</summary>
    /// <param name="key">The key.</param>
    /// <param name="shape">How it is made of stored values; null when it is one, or when that is not known.</param>
    public static string? Format(object key, RecordKeyShape? shape)
    {
        string? text = shape is null || key.GetType() != shape.KeyType ? FormatOne(key)
            : shape.PartTypes.Length == 1 ? FormatOne(shape.Split(key)[0])
            : FormatParts(shape.Split(key));
        return text is { Length: <= LogRow.MaxKeyLength } && IsStorable(text) ? text : null;
    }

    /// <summary>The key of a text; null when it cannot be one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="type">The type of the key.</param>
    /// <param name="shape">How it is made of stored values; null when it is one, or when that is not known.</param>
    public static object? Parse(string text, Type type, RecordKeyShape? shape) => shape is null || shape.KeyType != type
        ? ParseOne(text, type)
        : ParseParts(text, shape) is { } parts ? Join(parts, shape) : null;

    // The key's own constructor may refuse what another program wrote, such as a member of an enum that this one does not know.
    private static object? Join(ImmutableArray<object> parts, RecordKeyShape shape)
    {
        try
        {
            return shape.Join(parts);
        }
        catch (Exception)
        {
            return null;
        }
    }

    private static string? FormatOne(object key) => key switch
    {
        string text => text,
        char letter => letter.ToString(),
        Guid guid => guid.ToString(),
        bool truth => truth ? "1" : "0",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Enum => null,
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal => ((IFormattable)key).ToString(null, CultureInfo.InvariantCulture),

        // A time of day among others: the database may have rounded what other nodes cache, and they would look for another key.
        _ => null,
    };

    private static string? FormatParts(ImmutableArray<object> parts)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, s_options))
        {
            writer.WriteStartArray();
            foreach (object part in parts)
            {
                if (FormatOne(part) is not { } text || !IsStorable(text))
                {
                    return null;
                }

                if (part is sbyte or byte or short or ushort or int or uint or long or ulong or bool)
                {
                    writer.WriteRawValue(text);
                }
                else
                {
                    writer.WriteStringValue(text);
                }
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    // A NUL cannot be stored everywhere, and half a surrogate pair not as it is.
    private static bool IsStorable(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i]))))
            {
                return false;
            }
        }

        return true;
    }

    private static ImmutableArray<object>? ParseParts(string text, RecordKeyShape shape)
    {
        if (shape.PartTypes.Length == 1)
        {
            return ParseOne(text, shape.PartTypes[0]) is { } value ? [value] : null;
        }

        try
        {
            Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(text));
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            {
                return null;
            }

            ImmutableArray<object>.Builder parts = ImmutableArray.CreateBuilder<object>(shape.PartTypes.Length);
            foreach (Type type in shape.PartTypes)
            {
                if (!reader.Read() || PartText(ref reader) is not { } part || ParseOne(part, type) is not { } value)
                {
                    return null;
                }

                parts.Add(value);
            }

            return reader.Read() && reader.TokenType == JsonTokenType.EndArray && !reader.Read() ? parts.MoveToImmutable() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second for an escaped half of a surrogate pair.
            return null;
        }
    }

    private static string? PartText(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
        JsonTokenType.True => "1",
        JsonTokenType.False => "0",
        _ => null,
    };

    private static object? ParseOne(string text, Type type)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        const NumberStyles Whole = NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
        return Type.GetTypeCode(type) switch
        {
            TypeCode.String => text,
            TypeCode.Char => text.Length == 1 ? text[0] : null,
            TypeCode.Int32 => int.TryParse(text, Whole, culture, out int number) ? number : null,
            TypeCode.Int64 => long.TryParse(text, Whole, culture, out long number) ? number : null,
            TypeCode.Int16 => short.TryParse(text, Whole, culture, out short number) ? number : null,
            TypeCode.Byte => byte.TryParse(text, Whole, culture, out byte number) ? number : null,
            TypeCode.SByte => sbyte.TryParse(text, Whole, culture, out sbyte number) ? number : null,
            TypeCode.UInt16 => ushort.TryParse(text, Whole, culture, out ushort number) ? number : null,
            TypeCode.UInt32 => uint.TryParse(text, Whole, culture, out uint number) ? number : null,
            TypeCode.UInt64 => ulong.TryParse(text, Whole, culture, out ulong number) ? number : null,
            TypeCode.Decimal => decimal.TryParse(text, NumberStyles.Float, culture, out decimal number) ? number : null,
            TypeCode.Boolean => text is "1" or "true" or "t" ? true : text is "0" or "false" or "f" ? false : null,
            _ when type == typeof(Guid) => Guid.TryParse(text, out Guid guid) ? guid : null,
            _ when type == typeof(DateOnly) => DateOnly.TryParseExact(text, "yyyy-MM-dd", culture, DateTimeStyles.None, out DateOnly date) ? date : null,
            _ => null,
        };
    }
}
