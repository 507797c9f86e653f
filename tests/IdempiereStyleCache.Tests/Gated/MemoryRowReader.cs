using System.Collections;
using System.Collections.Immutable;
using System.Data.Common;
using System.Runtime.InteropServices;

namespace IdempiereStyleCache.Tests;

/// <summary>A driver's reader over rows that hold the values as the model sees them.</summary>
internal sealed class MemoryRowReader(IReadOnlyList<object?[]> rows) : DbDataReader
{
    private int _position = -1;

    public override int Depth => 0;

    public override int FieldCount => rows.Count == 0 ? 0 : rows[0].Length;

    public override bool HasRows => rows.Count != 0;

    public override bool IsClosed => false;

    public override int RecordsAffected => -1;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => throw new NotSupportedException();

    public override bool Read() => ++_position < rows.Count;

    public override bool NextResult() => false;

    public override bool IsDBNull(int ordinal) => rows[_position][ordinal] is null;

    public override object GetValue(int ordinal) => rows[_position][ordinal] ?? DBNull.Value;

    public override T GetFieldValue<T>(int ordinal) =>
        typeof(T) == typeof(byte[]) ? (T)(object)ImmutableCollectionsMarshal.AsArray((ImmutableArray<byte>)GetValue(ordinal))! : (T)GetValue(ordinal);

    public override bool GetBoolean(int ordinal) => (bool)GetValue(ordinal);

    public override byte GetByte(int ordinal) => (byte)GetValue(ordinal);

    public override char GetChar(int ordinal) => (char)GetValue(ordinal);

    public override DateTime GetDateTime(int ordinal) => (DateTime)GetValue(ordinal);

    public override decimal GetDecimal(int ordinal) => (decimal)GetValue(ordinal);

    public override double GetDouble(int ordinal) => (double)GetValue(ordinal);

    public override float GetFloat(int ordinal) => (float)GetValue(ordinal);

    public override Guid GetGuid(int ordinal) => (Guid)GetValue(ordinal);

    public override short GetInt16(int ordinal) => (short)GetValue(ordinal);

    public override int GetInt32(int ordinal) => (int)GetValue(ordinal);

    public override long GetInt64(int ordinal) => (long)GetValue(ordinal);

    public override string GetString(int ordinal) => (string)GetValue(ordinal);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    public override string GetDataTypeName(int ordinal) => throw new NotSupportedException();

    public override IEnumerator GetEnumerator() => throw new NotSupportedException();

    public override Type GetFieldType(int ordinal) => throw new NotSupportedException();

    public override string GetName(int ordinal) => throw new NotSupportedException();

    public override int GetOrdinal(string name) => throw new NotSupportedException();

    public override int GetValues(object[] values) => throw new NotSupportedException();
}
