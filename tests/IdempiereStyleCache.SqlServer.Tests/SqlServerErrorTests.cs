using System.Collections.Immutable;
using System.Data.Common;
using IdempiereStyleCache.Data;

namespace IdempiereStyleCache.SqlServer.Tests;

/// <summary>What the numbers of errors mean. The driver's own errors cannot be made, so the numbers are tried.</summary>
public class SqlServerErrorTests
{
    private const string Check = "The INSERT statement conflicted with the CHECK constraint \"CK_FOREIGN\". The conflict occurred in database \"garden\"";
    private const string ForeignKey = "The INSERT statement conflicted with the FOREIGN KEY constraint \"FK_CHECK\". The conflict occurred in database \"garden\"";
    private const string Reference = "The DELETE statement conflicted with the REFERENCE constraint \"FK_CHECK\". The conflict occurred in database \"garden\"";
    private const string CheckInGerman = "Die INSERT-Anweisung steht in Konflikt mit der CHECK-Einschränkung 'CK_Price'.";
    private const string ForeignKeyInGerman = "Die INSERT-Anweisung steht in Konflikt mit der FOREIGN KEY-Einschränkung 'FK_CHECK'.";

    [Theory]
    [InlineData(2627, DatabaseErrorKind.UniqueViolation)]
    [InlineData(2601, DatabaseErrorKind.UniqueViolation)]
    [InlineData(515, DatabaseErrorKind.NotNullViolation)]
    [InlineData(1205, DatabaseErrorKind.Conflict)]
    [InlineData(3960, DatabaseErrorKind.Conflict)]
    [InlineData(41302, DatabaseErrorKind.Conflict)]
    [InlineData(3930, DatabaseErrorKind.TransactionFailed)]
    [InlineData(3998, DatabaseErrorKind.TransactionFailed)]
    [InlineData(229, DatabaseErrorKind.NotPermitted)]
    [InlineData(262, DatabaseErrorKind.NotPermitted)]
    [InlineData(3906, DatabaseErrorKind.NotPermitted)]
    [InlineData(-2, DatabaseErrorKind.Busy)]
    [InlineData(1222, DatabaseErrorKind.Busy)]
    [InlineData(53, DatabaseErrorKind.ConnectionLost)]
    [InlineData(10054, DatabaseErrorKind.ConnectionLost)]
    [InlineData(40613, DatabaseErrorKind.ConnectionLost)]
    [InlineData(50000, DatabaseErrorKind.CheckViolation)]
    [InlineData(51234, DatabaseErrorKind.CheckViolation)]
    [InlineData(208, DatabaseErrorKind.Other)]
    [InlineData(207, DatabaseErrorKind.Other)]
    [InlineData(2628, DatabaseErrorKind.Other)]
    [InlineData(0, DatabaseErrorKind.Other)]
    public void A_number_has_a_kind(int number, DatabaseErrorKind kind) => Assert.Equal(kind, SqlServerErrors.Classify([new(number, 16, "")]));

    [Theory]
    [InlineData(Check, DatabaseErrorKind.CheckViolation)]
    [InlineData(ForeignKey, DatabaseErrorKind.ForeignKeyViolation)]
    [InlineData(Reference, DatabaseErrorKind.ForeignKeyViolation)]
    [InlineData(CheckInGerman, DatabaseErrorKind.CheckViolation)]
    [InlineData(ForeignKeyInGerman, DatabaseErrorKind.ForeignKeyViolation)]
    public void The_number_of_all_constraints_is_told_apart_by_its_text_whatever_the_constraint_is_called(string message, DatabaseErrorKind kind) =>
        Assert.Equal(kind, SqlServerErrors.Classify([new(547, 16, message)]));

    [Fact]
    public void An_error_that_ends_the_connection_is_one_whatever_its_number() =>
        Assert.Equal(DatabaseErrorKind.ConnectionLost, SqlServerErrors.Classify([new(0, 20, "A transport-level error has occurred.")]));

    [Fact]
    public void Of_several_errors_the_first_that_tells_something_counts() =>
        Assert.Equal(DatabaseErrorKind.UniqueViolation, SqlServerErrors.Classify([new(3621, 0, "The statement has been terminated."), new(2627, 14, "Violation"), new(50000, 16, "")]));

    [Fact]
    public void What_is_not_of_the_driver_tells_nothing() => Assert.Equal(DatabaseErrorKind.Other, SqlServerErrors.Classify(new RecordedError("x")));

    [Theory]
    [InlineData(1205, 13, true)]
    [InlineData(3960, 16, true)]
    [InlineData(3998, 16, true)]
    [InlineData(41325, 16, true)]
    [InlineData(-2, 11, false)]
    [InlineData(0, 20, false)]
    [InlineData(1205, 20, false)]
    [InlineData(9002, 17, false)]
    [InlineData(3902, 16, false)]
    [InlineData(50000, 16, false)]
    public void Only_errors_for_which_the_server_rolls_back_say_that_nothing_was_committed(int number, byte severity, bool isKnown) =>
        Assert.Equal(isKnown, SqlServerErrors.IsKnownRollback([new(number, severity, "")]));

    [Fact]
    public void A_failed_commit_without_an_error_of_the_server_is_of_unknown_outcome() => Assert.False(SqlServerErrors.IsKnownRollback(ImmutableArray<SqlServerError>.Empty));

    [Fact]
    public async Task Work_of_the_framework_is_repeated_for_nothing_but_deadlocks()
    {
        int attempts = 0;

        await Assert.ThrowsAsync<RecordedError>(async () => await DeadlockRetry.RunAsync<int>(() => throw new RecordedError($"{++attempts}"), CancellationToken.None));

        Assert.Equal(1, attempts);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(4, 5)]
    [InlineData(5, null)]
    public async Task Work_that_a_deadlock_took_back_is_repeated_a_few_times(int deadlocks, int? attemptsUntilDone)
    {
        int attempts = 0;
        async Task<int> RunAsync() => await DeadlockRetry.RunAsync(() => ++attempts <= deadlocks ? throw SqlClientErrors.Make(1205) : new ValueTask<int>(attempts), CancellationToken.None);

        if (attemptsUntilDone is { } done)
        {
            Assert.Equal(done, await RunAsync());
        }
        else
        {
            await Assert.ThrowsAnyAsync<DbException>(RunAsync);
            Assert.Equal(DeadlockRetry.MostAttempts, attempts);
        }
    }

    [Fact]
    public async Task A_repetition_can_be_cancelled()
    {
        using CancellationTokenSource stop = new();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await DeadlockRetry.RunAsync<int>(() => throw SqlClientErrors.Make(1205), stop.Token));
    }

    [Fact]
    public void Errors_of_the_driver_are_read() => Assert.Equal(
        (DatabaseErrorKind.UniqueViolation, true), (SqlServerErrors.Classify(SqlClientErrors.Make(2627)), SqlServerErrors.IsDeadlockVictim(SqlClientErrors.Make(1205))));
}
