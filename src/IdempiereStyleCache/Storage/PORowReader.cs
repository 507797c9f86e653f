using System.Collections.Immutable;
using System.Data.Common;
using System.Runtime.InteropServices;

namespace IdempiereStyleCache;

/// <summary>
/// Reads the columns of the row that a data reader stands on, by position and without boxing. A dialect overrides the kinds of value
/// that its driver does not read as asked. Not safe for use by several threads.
/// </summary>
/// <param name="reader">The driver's reader.</param>
public class PORowReader(DbDataReader reader)
{
    /// <summary>The driver's reader.</summary>
    protected DbDataReader Reader { get; } = reader;

    /// <summary>Moves to the next row.</summary>
    /// <returns>False when there is none.</returns>
    public bool Read() => Reader.Read();

    /// <summary>Moves to the next row.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>False when there is none.</returns>
    public Task<bool> ReadAsync(CancellationToken cancellationToken) => Reader.ReadAsync(cancellationToken);

    /// <summary>Whether the column is NULL.</summary>
    /// <param name="i">The column's position in the row, from 0.</param>
    /// <returns>True for NULL.</returns>
    public bool IsNull(int i) => Reader.IsDBNull(i);

    /// <summary>Reads a <see cref="bool"/>.</summary>
    /// <param name="i">The column's position in the row, from 0.</param>
    /// <returns>The value.</returns>
    public virtual bool GetBoolean(int i) => Reader.GetBoolean(i);

    /// <summary>Reads a <see cref="byte"/>.</summary>
    /// <inheritdoc cref="GetBoolean"/>
    public virtual byte GetByte(int i) => Reader.GetByte(i);

    /// <summary>Reads an <see cref="sbyte"/>.</summary>
    /// <inheritdoc cref="GetBoolean"/>
    public virtual sbyte GetSByte(int i) => checked((sbyte)Reader.GetInt16(i));

    /// <summary>Reads a <see cref="short"/>.</summary>
    /// <inheritdoc cref="GetBoolean"/>
    public virtual short GetInt16(int i) => Reader.GetInt16(i);

    /// <summary>Reads a <see cref="ushort"/>.</summary>
    /// <inheritdoc cref="GetBoolean"/>
    public virtual ushort GetUInt16(int i) => checked((ushort)Reader.GetInt32(i));

    /// <summary>Reads an <see cref="int"/>.</summary>
    /// <inheritdoc cref="GetBoolean"/>
    public virtual int GetInt32(int i) => Reader.GetInt32(i);

    /// <summary>Reads a <see cref="uint"/>.</summary>
    /// <inheritdoc cref="GetBoolean"/>
    public virtual uint GetUInt32(int i) => checked((uint)Reader.GetInt64(i));

    /// <summary>Reads a <see cref="long"/>.</summary>
    /// <inheritdoc cref="GetBoolean"/>
    public virtual long GetInt64(int i) => Reader.GetInt64(i);

    /// <summary>Reads a <see cref="ulong"/>, stored as a signed number of the same bits.</summary>
    /// <inheritdoc cref="GetBoolean"/>
    public virtual ulong GetUInt64(int i) => unchecked((ulong)Reader.GetInt64(i));

    /// <summary>Reads a <see cref="decimal"/>.</summary>
    /// <inheritdoc cref="GetBoolean"/>
    public virtual decimal GetDecimal(int i) => Reader.GetDecimal(i);

    /// <summary>Reads a <see cref="float"/>.</summary>
    /// <inheritdoc cref="GetBoolean"/>
    public virtual float GetSingle(int i) => Reader.GetFloat(i);

    /// <summary>Reads a <see cref="double"/>.</summary>
    /// <inheritdoc cref="GetBoolean"/>
    public virtual double GetDouble(int i) => Reader.GetDouble(i);

    /// <summary>Reads a <see cref="char"/>, stored as text of length one.</summary>
    /// <inheritdoc cref="GetBoolean"/>
    public virtual char GetChar(int i)
    {
        string text = Reader.GetString(i);
        return text.Length == 1 ? text[0] : throw new InvalidCastException($"The text '{text}' is not one character.");
    }

    /// <summary>Reads a <see cref="string"/>.</summary>
    /// <inheritdoc cref="GetBoolean"/>
    public virtual string GetString(int i) => Reader.GetString(i);

    /// <summary>Reads a <see cref="Guid"/>.</summary>
    /// <inheritdoc cref="GetBoolean"/>
    public virtual Guid GetGuid(int i) => Reader.GetGuid(i);

    /// <summary>Reads a <see cref="DateTime"/>.</summary>
    /// <inheritdoc cref="GetBoolean"/>
    public virtual DateTime GetDateTime(int i) => Reader.GetDateTime(i);

    /// <summary>Reads a <see cref="DateTimeOffset"/>.</summary>
    /// <inheritdoc cref="GetBoolean"/>
    public virtual DateTimeOffset GetDateTimeOffset(int i) => Reader.GetFieldValue<DateTimeOffset>(i);

    /// <summary>Reads a <see cref="DateOnly"/>.</summary>
    /// <inheritdoc cref="GetBoolean"/>
    public virtual DateOnly GetDateOnly(int i) => DateOnly.FromDateTime(Reader.GetDateTime(i));

    /// <summary>Reads a <see cref="TimeOnly"/>.</summary>
    /// <inheritdoc cref="GetBoolean"/>
    public virtual TimeOnly GetTimeOnly(int i) => TimeOnly.FromTimeSpan(GetTimeSpan(i));

    /// <summary>Reads a <see cref="TimeSpan"/>.</summary>
    /// <inheritdoc cref="GetBoolean"/>
    public virtual TimeSpan GetTimeSpan(int i) => Reader.GetFieldValue<TimeSpan>(i);

    /// <summary>Reads byte data.</summary>
    /// <inheritdoc cref="GetBoolean"/>
    public virtual ImmutableArray<byte> GetBytes(int i) => ImmutableCollectionsMarshal.AsImmutableArray(Reader.GetFieldValue<byte[]>(i));

    /// <summary>Reads an enum that is stored as the name of its member.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="i">The column's position in the row, from 0.</param>
    /// <returns>The value.</returns>
    /// <exception cref="InvalidCastException">The text names no member of the enum.</exception>
    public TEnum GetEnumText<TEnum>(int i)
        where TEnum : struct, Enum
    {
        string text = Reader.GetString(i);
        return !text.StartsWith('-') && !(text.Length > 0 && char.IsAsciiDigit(text[0])) && Enum.TryParse(text, ignoreCase: false, out TEnum value)
            ? value
            : throw new InvalidCastException($"'{text}' is not a member of the enum {typeof(TEnum).Name}.");
    }
}
