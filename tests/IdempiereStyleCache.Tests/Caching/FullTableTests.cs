using static IdempiereStyleCache.Tests.TaxTable;

namespace IdempiereStyleCache.Tests;

public class FullTableTests
{
    [Fact]
    [Trait("Behaviour", "FTC-01")]
    [Trait("Behaviour", "FTC-02")]
    public void The_first_look_up_loads_the_table_once_and_neither_hits_nor_misses_ask_anything_after_it()
    {
        using TestNode node = TestNode.Start();
        int id = Add("Standard", "AT", 20);
        Add("Reduced", "AT", 10);
        Assert.Equal(1, node.StatementsOf(() => Assert.Equal(20, MTax.Get(id)!.Rate)));
        Assert.Equal(0, node.StatementsOf(() =>
        {
            MTax tax = MTax.GetRequired(id);
            Assert.True(tax.IsImmutable);
            Assert.Same(tax, MTax.GetByName("STANDARD"));
            Assert.Same(tax, MTax.GetByCountry("AT")[0]);
            Assert.Same(tax, MTax.GetAll()[0]);
            Assert.Same(tax, Assert.Single(MTax.Where(t => t.Rate > 15)));
            Assert.Same(tax, MTax.GetMany([id, 99])[id]);
            Assert.Same(tax, MTax.GetAsync(id).AsTask().Result());
            Assert.Same(tax, MTax.GetByNameAsync("Standard").AsTask().Result());
            Assert.Equal(2, MTax.GetAllAsync().AsTask().Result().Length);
            Assert.Equal(2, MTax.GetByCountryAsync("AT").AsTask().Result().Length);
            Assert.Null(MTax.Get(99));
            Assert.Null(MTax.GetByName("x"));
            Assert.Empty(MTax.GetByCountry("at"));
            Assert.Throws<PONotFoundException>(() => MTax.GetRequired(99));
        }));
    }

    [Fact]
    [Trait("Behaviour", "FTC-01")]
    public void However_many_readers_come_first_the_table_is_loaded_once()
    {
        using TestNode node = TestNode.Start();
        int id = Add("Standard", "AT", 20);
        int before = node.Database.Statements;
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead, MTax.TableName);
        Task<MTax?>[] readers = [.. Enumerable.Range(0, 8).Select(i => Background.Run(() => i % 2 == 0 ? MTax.Get(id) : MTax.GetByName("Standard")))];
        node.Metrics.WaitForJoins(7);
        gate.Open();
        Assert.All(readers, r => Assert.Same(readers[0].Result(), r.Result()));
        Assert.Equal(1, node.Database.Statements - before);
    }

    [Fact]
    [Trait("Behaviour", "FTC-01")]
    public void Readers_see_all_indexes_of_one_load_or_all_of_the_next()
    {
        using TestNode node = TestNode.Start();
        int id = Add("0", "0", 0);
        using CancellationTokenSource over = new();
        Task writer = Background.Run(() =>
        {
            for (int i = 1; i <= 200; i++)
            {
                Change(id, t => (t.Name, t.Country, t.Rate) = ($"{i}", $"{i}", i));
            }

            over.Cancel();
        });
        Task[] readers = [.. Enumerable.Range(0, 3).Select(_ => Background.Run(() =>
        {
            while (!over.IsCancellationRequested)
            {
                using RequestScope scope = node.Node.BeginRequestScope();
                MTax one = MTax.Get(id)!;
                Assert.Same(one, MTax.GetByName($"{one.Rate}"));
                Assert.Same(one, Assert.Single(MTax.GetByCountry($"{one.Rate}")));
                Assert.Same(one, Assert.Single(MTax.GetAll()));
            }
        }))];
        writer.Join();
        Task.WhenAll(readers).Join();
    }

    [Fact]
    [Trait("Behaviour", "FTC-03")]
    public void GetOrCreate_finds_or_makes_and_says_which_and_does_not_remember_a_null()
    {
        using TestNode node = TestNode.Start();
        Assert.Equal((null, false), MTax.GetOrCreateByName("Zero", static () => null));
        (MTax? made, bool isCreated) = MTax.GetOrCreateByName("Zero", static () => new MTax { Name = "Zero", Country = "AT", Rate = 0 });
        Assert.True(isCreated);
        Assert.True(made!.IsImmutable);
        Assert.Same(made, MTax.GetByName("zero"));
        Assert.Equal((made, false), MTax.GetOrCreateByName("ZERO", static () => throw new InvalidOperationException("not asked")));
        Assert.Equal(0, node.StatementsOf(() => MTax.GetOrCreateByName("Zero", static () => null)));
    }

    [Fact]
    [Trait("Behaviour", "FTC-03")]
    public void GetOrCreate_in_a_transaction_is_undone_with_it()
    {
        using TestNode node = TestNode.Start();
        using (Trx trx = Trx.Begin())
        {
            (MTax? made, bool isCreated) = MTax.GetOrCreateByName("Zero", static () => new MTax { Name = "Zero", Country = "AT" }, trx);
            Assert.True(isCreated);
            Assert.False(MTax.GetOrCreateByName("Zero", static () => throw new InvalidOperationException("not asked"), trx).IsCreated);
            Assert.Equal(made!.C_Tax_ID, MTax.GetByName("Zero", trx)!.C_Tax_ID);
            Assert.Null(MTax.GetByName("Zero"));
        }

        Assert.Null(MTax.GetByName("Zero"));
    }

    [Fact]
    [Trait("Behaviour", "FTC-03")]
    public void GetOrCreate_returns_the_record_of_another_who_was_faster()
    {
        using TestNodes nodes = new();
        Assert.Empty(MTax.GetAll());
        int other = 0;
        (MTax? found, bool isCreated) = MTax.GetOrCreateByName("Zero", () =>
        {
            using (nodes.Writer.Node.Use())
            {
                other = Add("Zero", "AT", 0);
            }

            nodes.Reader.Database.Fail(DatabasePoint.BeforeWrite, new POException("unique constraint"), MTax.TableName);
            return new MTax { Name = "Zero", Country = "AT" };
        });
        Assert.Equal((other, false, true), (found!.C_Tax_ID, isCreated, found.IsImmutable));
    }

    [Fact]
    [Trait("Behaviour", "FTC-03")]
    public void A_factory_that_makes_another_record_than_was_asked_for_is_refused_and_an_error_of_the_save_is_thrown()
    {
        using TestNode node = TestNode.Start();
        ArgumentException error = Assert.Throws<ArgumentException>(() => MTax.GetOrCreateByName("Zero", static () => new MTax { Name = "One", Country = "AT" }));
        Assert.Contains("asked for a MTax with Name = Zero", error.Message, StringComparison.Ordinal);
        Assert.Empty(MTax.GetAll());
        node.Database.Fail(DatabasePoint.BeforeWrite, new POException("disk full"), MTax.TableName);
        Assert.Equal("disk full", Assert.Throws<POException>(() => MTax.GetOrCreateByName("Zero", static () => new MTax { Name = "Zero", Country = "AT" })).Message);
        Assert.True(MTax.GetOrCreateByName("Zero", static () => new MTax { Name = "Zero", Country = "AT" }).IsCreated);
    }

    [Fact]
    public void A_table_that_is_too_large_is_a_clear_error_and_one_that_shrinks_is_served_again()
    {
        using TestNode node = TestNode.Start();
        int[] ids = [.. Enumerable.Range(0, 51).Select(static i => Add($"{i}", "AT", i))];
        FullTableTooLargeException error = Assert.Throws<FullTableTooLargeException>(() => MTax.Get(ids[0]));
        Assert.Equal(
            "C_Tax has more than 50 records, too many for a full-table cache. Raise MaxRows in [FullTableCache(MaxRows = ...)] of MTax if it may hold them all, or remove the attribute: the class "
            + "then caches record by record.",
            error.Message);
        MTax.Query().List()[0].Delete();
        Assert.Equal(50, MTax.GetAll().Length);
    }

    [Fact]
    public void Two_records_with_one_unique_value_fail_the_look_ups_of_that_value_alone()
    {
        using TestNode node = TestNode.Start();
        (int a, int b) = (Add("Zero", "AT", 0), Add("ZERO", "DE", 0));
        int other = Add("One", "AT", 1);
        Assert.Equal(other, MTax.GetByName("One")!.C_Tax_ID);
        Assert.Equal("DE", MTax.Get(b)!.Country);
        PODuplicateKeyException error = Assert.Throws<PODuplicateKeyException>(() => MTax.GetByName("zero"));
        Assert.Contains($"Name = zero: {a} and {b} are two", error.Message, StringComparison.Ordinal);
    }
}
