namespace IdempiereStyleCache;

/// <summary>
/// Thrown when code tries to change a frozen object. Nothing was changed. Ask for an editable instance with
/// <c>GetCopy(id, trx)</c> instead.
/// </summary>
public sealed class ImmutablePOException : POException
{
    /// <summary>Creates the error for one object.</summary>
    /// <param name="po">The frozen object.</param>
    public ImmutablePOException(PO po)
        : base($"PO is immutable: {(po ?? throw new ArgumentNullException(nameof(po))).GetType().Name}")
    {
        TableName = po.ModelInfo.TableName;
        Key = po.KeyObject;
    }
}
