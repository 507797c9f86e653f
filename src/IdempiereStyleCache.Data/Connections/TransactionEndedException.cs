namespace IdempiereStyleCache.Data;

/// <summary>The database's transaction is over although the session did not end it.</summary>
/// <param name="database">What the database is called in messages.</param>
/// <param name="isRolledBack">Whether only the database can have ended it, by rolling back; otherwise a statement of the application may have committed it.</param>
internal sealed class TransactionEndedException(string database, bool isRolledBack) : InvalidOperationException(isRolledBack
    ? $"{database} rolled the transaction back by itself, because of an error of a statement in it. Roll it back here too, and begin a new one."
    : $"The transaction in {database} is over: an error of a statement in it rolled it back, or a statement of the application ended it. End it here too, and begin a new one.")
{
    public bool IsRolledBack { get; } = isRolledBack;
}
