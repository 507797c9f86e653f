using System.ComponentModel;

namespace IdempiereStyleCache;

/// <summary>What a data layer reads from a record that it writes, and fills in. Applications have no use for it; a frozen record stays as it is here too.</summary>
/// <param name="Record">The record.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct PORecord(PO Record)
{
    /// <summary>The model of the record's class.</summary>
    public POModelInfo Model => Record.ModelInfo;

    /// <summary>The record's key; for a new record what will be its key, when the application or the framework makes it.</summary>
    public object Key => Record.KeyObject;

    /// <summary>The value of a column as it is stored: enums as number or name.</summary>
    /// <param name="ordinal">The column's position in <see cref="POModelInfo.Columns"/>.</param>
    /// <returns>The value, or null.</returns>
    public object? Get(int ordinal) => Record.GetColumnValue(ordinal);

    /// <summary>Sets a key that the database made.</summary>
    /// <param name="ordinal">The column's position in <see cref="POModelInfo.Columns"/>.</param>
    /// <param name="value">The value, of the column's own type.</param>
    /// <exception cref="ImmutablePOException">The record is frozen.</exception>
    public void Set(int ordinal, object value)
    {
        Record.ThrowIfFrozen();
        Record.SetSystemValue(ordinal, value);
    }

    /// <summary>Takes over a column that the database filled while the record was written.</summary>
    /// <param name="ordinal">The column's position in <see cref="POModelInfo.Columns"/>.</param>
    /// <param name="row">The reader, standing on the row that was read back.</param>
    /// <param name="index">The column's position in that row.</param>
    /// <exception cref="ImmutablePOException">The record is frozen.</exception>
    public void ReadBack(int ordinal, PORowReader row, int index)
    {
        Record.ThrowIfFrozen();
        Record.ReadBack(ordinal, row, index);
    }
}
