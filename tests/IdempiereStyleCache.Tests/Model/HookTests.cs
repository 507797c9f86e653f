namespace IdempiereStyleCache.Tests;

public class HookTests
{
    private readonly List<string> _ran = [];

    [Fact]
    public void Hooks_run_around_the_statement_and_the_children_inside_the_transaction()
    {
        using TestNode node = TestNode.Start();
        MInvoice invoice = new() { Name = "first" };
        invoice.Lines.Add(new MInvoiceLine { Amount = 5 });
        WriteDown(node);

        invoice.Save();
        Assert.Equal(["before insert", "insert C_Invoice", "insert C_InvoiceLine", "after insert", "commit"], Ran(node));

        invoice.Name = "second";
        invoice.Save();
        Assert.Equal(["before update", "update C_Invoice Name", "after update", "commit"], Ran(node));

        invoice.Delete();
        Assert.Equal(["before delete", "query C_InvoiceLine", "load C_InvoiceLine 2", "delete C_InvoiceLine", "delete C_Invoice", "after delete", "commit"], Ran(node));
    }

    [Fact]
    public void A_hook_sees_the_transaction_and_may_change_the_record()
    {
        using TestNode node = TestNode.Start();
        using Trx trx = node.Node.BeginTrx();
        Trx? seen = null;
        MInvoice.Hook.Value = (when, invoice) =>
        {
            seen = invoice.Trx;
            invoice.Name = when == "before insert" ? "from the hook" : invoice.Name;
        };
        MInvoice invoice = new();
        invoice.Save(trx);
        Assert.Same(trx, seen);
        trx.Commit();
        Assert.Equal("from the hook", MInvoice.Get(invoice.C_Invoice_ID)!.Name);
    }

    [Theory]
    [InlineData("before insert")]
    [InlineData("after insert")]
    public void An_insert_that_a_hook_refuses_leaves_nothing_behind_and_can_be_repeated_in_the_same_transaction(string hook)
    {
        using TestNode node = TestNode.Start();
        using Trx trx = node.Node.BeginTrx();
        MInvoice invoice = new() { Name = "refused" };
        invoice.Lines.Add(new MInvoiceLine { Amount = 5 });
        FailAt(hook);

        Assert.Throws<NotSupportedException>(() => invoice.Save(trx));
        Assert.Equal((true, 0, true), (invoice.IsNew, invoice.C_Invoice_ID, invoice.Lines[0].IsNew));
        Assert.Empty(MInvoice.Query(trx: trx).List());
        Assert.Empty(MInvoiceLine.Query(trx: trx).List());

        MInvoice.Hook.Value = null;
        invoice.Save(trx);
        trx.Commit();
        Assert.Equal([5m], MInvoice.Get(invoice.C_Invoice_ID)!.Lines.Select(l => l.Amount));
    }

    [Theory]
    [InlineData("before update")]
    [InlineData("after update")]
    public void An_update_that_a_hook_refuses_is_undone_with_its_children_and_what_came_before_it_stays(string hook)
    {
        using TestNode node = TestNode.Start();
        int id = AddInvoice();
        using Trx trx = node.Node.BeginTrx();
        MInvoice other = new() { Name = "other" };
        other.Save(trx);
        MInvoice invoice = MInvoice.GetCopy(id, trx)!;
        invoice.Name = "changed";
        invoice.Lines[0].Amount = 6;
        FailAt(hook);

        Assert.Throws<NotSupportedException>(() => invoice.Save());
        Assert.True(invoice.IsValueChanged("Name"));
        MInvoice.Hook.Value = null;
        trx.Commit();
        Assert.Equal(("first", 5m), (MInvoice.Get(id)!.Name, MInvoice.Get(id)!.Lines[0].Amount));
        Assert.NotNull(MInvoice.Get(other.C_Invoice_ID));
    }

    [Theory]
    [InlineData("before delete")]
    [InlineData("after delete")]
    public void A_delete_that_a_hook_refuses_is_undone_with_the_children(string hook)
    {
        using TestNode node = TestNode.Start();
        int id = AddInvoice();
        using Trx trx = node.Node.BeginTrx();
        MInvoice invoice = MInvoice.GetCopy(id, trx)!;
        FailAt(hook);

        Assert.Throws<NotSupportedException>(() => invoice.Delete());
        Assert.False(invoice.IsDeleted);
        MInvoice.Hook.Value = null;
        trx.Commit();
        Assert.Single(MInvoice.Get(id)!.Lines);
    }

    [Fact]
    public void What_a_hook_refused_resets_nothing()
    {
        using TestNode node = TestNode.Start();
        int id = AddInvoice();
        MInvoice cached = MInvoice.Get(id)!;
        using Trx trx = node.Node.BeginTrx();
        MInvoice invoice = MInvoice.GetCopy(id, trx)!;
        invoice.Name = "changed";
        FailAt("after update");
        Assert.Throws<NotSupportedException>(() => invoice.Save());
        trx.Commit();
        Assert.Same(cached, MInvoice.Get(id));
    }

    [Fact]
    public void A_save_without_a_transaction_that_a_hook_refuses_is_rolled_back()
    {
        using TestNode node = TestNode.Start();
        MInvoice invoice = new() { Name = "refused" };
        FailAt("after insert");
        Assert.Throws<NotSupportedException>(() => invoice.Save());
        Assert.Equal((true, 0), (invoice.IsNew, invoice.C_Invoice_ID));
        Assert.Empty(MInvoice.Query().List());
    }

    [Fact]
    public void A_save_inside_a_hook_that_fails_and_is_caught_leaves_nothing_behind()
    {
        using TestNode node = TestNode.Start();
        MInvoice inner = new() { Name = "inner" };
        inner.Lines.Add(new MInvoiceLine { Amount = 5 });
        node.Database.Fail(DatabasePoint.BeforeWrite, new RefusedByDatabaseException(), MInvoiceLine.TableName);
        MInvoice.Hook.Value = (when, invoice) =>
        {
            if (when == "after insert" && invoice.Name == "outer")
            {
                Assert.Throws<RefusedByDatabaseException>(() => inner.Save(invoice.Trx));
            }
        };

        new MInvoice { Name = "outer" }.Save();
        Assert.Equal(["outer"], MInvoice.Query().List().Select(i => i.Name));
        Assert.True(inner.IsNew);
    }

    private static void FailAt(string hook) =>
        MInvoice.Hook.Value = (when, _) =>
        {
            if (when == hook)
            {
                throw new NotSupportedException(hook);
            }
        };

    private static int AddInvoice()
    {
        MInvoice invoice = new() { Name = "first" };
        invoice.Lines.Add(new MInvoiceLine { Amount = 5 });
        invoice.Save();
        return invoice.C_Invoice_ID;
    }

    private void WriteDown(TestNode node)
    {
        node.Database.TakeLog();
        MInvoice.Hook.Value = (when, _) =>
        {
            _ran.AddRange(node.Database.TakeLog());
            _ran.Add(when);
        };
    }

    private List<string> Ran(TestNode node)
    {
        List<string> ran = [.. _ran, .. node.Database.TakeLog()];
        _ran.Clear();
        return ran;
    }
}
