namespace IdempiereStyleCache.Tests;

public class BadInputTests
{
    [Fact]
    public async Task A_second_save_of_a_deleted_record_says_that_it_was_deleted()
    {
        using TestNode node = TestNode.Start();
        MProduct product = MProduct.GetCopy(node.AddProduct())!;
        int id = product.M_Product_ID;
        product.Delete();
        product.Price = 5;

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => product.Save());
        Assert.Equal($"MProduct {id} cannot be saved: it was deleted through this object. Make a new object for a new record.", error.Message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => product.SaveAsync().AsTask());
        Assert.Throws<InvalidOperationException>(() => product.Delete());
        Assert.Throws<InvalidOperationException>(() => product.Reload());
    }

    [Fact]
    public void Deleting_or_reloading_a_record_that_was_never_saved_says_so()
    {
        using TestNode node = TestNode.Start();
        Assert.Equal("MProduct (new) cannot be deleted: it was never saved.", Assert.Throws<InvalidOperationException>(() => new MProduct().Delete()).Message);
        Assert.Equal("MProduct (new) cannot be reloaded: it was never saved.", Assert.Throws<InvalidOperationException>(() => new MProduct().Reload()).Message);
        Assert.Equal(0, node.Database.Statements);
    }

    [Fact]
    public void A_null_in_a_column_that_cannot_hold_it_names_property_and_column()
    {
        using TestNode node = TestNode.Start();
        MProduct product = new() { Price = 5 };
        POMappingException error = Assert.Throws<POMappingException>(() => product.Save());
        Assert.Equal("MProduct.Name must not be null (column M_Product.Name). Set it before saving MProduct (new).", error.Message);
        Assert.Equal(0, node.Database.Statements);
        Assert.True(product.IsNew);
    }

    [Theory]
    [InlineData("committed", "The transaction was committed; nothing can be done in it any more. Begin a new one.")]
    [InlineData("rolled back", "The transaction was rolled back; nothing can be done in it any more. Begin a new one.")]
    [InlineData("unknown", "The transaction ended with an unknown outcome; nothing can be done in it any more. Begin a new one.")]
    public void A_save_after_the_transaction_ended_says_how_it_ended(string end, string message)
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        using Trx trx = node.Node.BeginTrx();
        MProduct product = MProduct.GetCopy(id, trx)!;
        End(trx, end, node.Database);

        product.Price = 5;
        Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => product.Save()).Message);
        Assert.Throws<InvalidOperationException>(() => product.Delete());
        Assert.Throws<InvalidOperationException>(() => product.Reload());
        Assert.Throws<InvalidOperationException>(() => MProduct.Get(id, trx));
        Assert.Throws<InvalidOperationException>(() => MProduct.Query(trx: trx).List());

        product.Trx = null;
        product.Save();
        Assert.Equal(5, node.CommittedPrice(id));
    }

    [Fact]
    public void Saving_a_record_that_is_bound_to_another_open_transaction_is_refused()
    {
        using TestNode node = TestNode.Start();
        using Trx first = node.Node.BeginTrx();
        using Trx second = node.Node.BeginTrx();
        MProduct product = MProduct.GetCopy(node.AddProduct(), first)!;
        product.Price = 5;

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => product.Save(second));
        Assert.Contains("is bound to another transaction that is still open", error.Message, StringComparison.Ordinal);
        Assert.Same(first, product.Trx);
        first.Rollback();
        Assert.True(product.Save(second));
    }

    [Fact]
    public void Updating_or_deleting_a_record_that_is_gone_says_that_there_is_none()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        MProduct first = MProduct.GetCopy(id)!;
        MProduct second = MProduct.GetCopy(id)!;
        first.Delete();
        second.Price = 5;

        PONotFoundException error = Assert.Throws<PONotFoundException>(() => second.Save());
        Assert.Equal(("M_Product", (object)id), (error.TableName, error.Key));
        Assert.StartsWith($"Cannot update M_Product {id}: there is no such record.", error.Message, StringComparison.Ordinal);
        Assert.Throws<PONotFoundException>(() => second.Delete());
        Assert.Throws<PONotFoundException>(() => second.Reload());
    }

    [Fact]
    public void The_key_of_a_saved_record_cannot_change()
    {
        using TestNode node = TestNode.Start();
        MUnit unit = new() { C_UOM_ID = 5, Name = "metre" };
        unit.Save();
        System.Reflection.TargetInvocationException error = Assert.Throws<System.Reflection.TargetInvocationException>(
            () => typeof(MUnit).GetProperty(nameof(MUnit.C_UOM_ID))!.SetValue(unit, 6));
        Assert.Equal("The key of MUnit 5 cannot change once the record is saved. Insert a new record and delete this one.", error.InnerException!.Message);
    }

    [Fact]
    public async Task A_required_record_that_does_not_exist_names_table_and_key()
    {
        using TestNode node = TestNode.Start();
        PONotFoundException error = Assert.Throws<PONotFoundException>(() => MProduct.GetRequired(77));
        Assert.Equal(("M_Product", (object)77), (error.TableName, error.Key));
        Assert.StartsWith("Cannot read M_Product 77: there is no such record.", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<PONotFoundException>(() => MProduct.GetRequiredAsync(77).AsTask());
    }

    private static void End(Trx trx, string how, GatedDatabase database)
    {
        switch (how)
        {
            case "committed":
                trx.Commit();
                break;
            case "rolled back":
                trx.Rollback();
                break;
            default:
                _ = trx.Connection;
                database.Fail(DatabasePoint.BeforeCommit, new ConnectionLostException());
                Assert.Throws<TrxOutcomeUnknownException>(trx.Commit);
                break;
        }
    }

    [Fact]
    public void A_record_that_is_released_from_its_transaction_stays_with_its_node()
    {
        using TestNode first = TestNode.Start();
        int id = first.AddProduct();
        using Trx trx = first.Node.BeginTrx();
        MProduct product = MProduct.GetCopy(id, trx)!;
        using TestNode second = TestNode.Start();
        product.Trx = null;
        product.Price = 5;
        product.Save();
        Assert.Equal(5, first.CommittedPrice(id));
    }
}
