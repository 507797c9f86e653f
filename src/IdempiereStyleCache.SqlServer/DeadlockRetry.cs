using System.Data.Common;

namespace IdempiereStyleCache.SqlServer;

/// <summary>
/// Repeats work that the server chose as the victim of a deadlock and rolled back. Only for work of the framework's own that begins and ends its transaction itself: the
/// transactions of an application are the application's to repeat, since only it knows what else they did.
/// </summary>
internal static class DeadlockRetry
{
    /// <summary>How often the work is done at the most.</summary>
    public const int MostAttempts = 5;

    /// <summary>Does the work, again each time that a deadlock took it back. Who won holds its locks until it is through, so the repetition waits for it by itself.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="work">The work, all of it, from its beginning.</param>
    /// <param name="cancellationToken">Stops repeating.</param>
    /// <returns>The result.</returns>
    public static async ValueTask<T> RunAsync<T>(Func<ValueTask<T>> work, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await work().ConfigureAwait(false);
            }
            catch (DbException e) when (attempt < MostAttempts && SqlServerErrors.IsDeadlockVictim(e))
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }
}
