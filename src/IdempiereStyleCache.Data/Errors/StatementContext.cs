namespace IdempiereStyleCache.Data;

/// <summary>What was being done when a statement failed.</summary>
/// <param name="Model">The model.</param>
/// <param name="Doing"><c>read</c>, <c>insert</c>, <c>update</c> or <c>delete</c>.</param>
/// <param name="Key">The key, when one record was concerned and its key is known.</param>
/// <param name="Record">The record being written, or null.</param>
/// <param name="Sql">The statement, where the application wrote part of it; null otherwise.</param>
internal readonly record struct StatementContext(POModelInfo Model, string Doing, object? Key = null, PO? Record = null, string? Sql = null)
{
    /// <summary>For messages: <c>insert M_Product 124</c>.</summary>
    public override string ToString() => Key is null ? $"{Doing} {Model.TableName}" : $"{Doing} {Model.TableName} {Key}";
}
