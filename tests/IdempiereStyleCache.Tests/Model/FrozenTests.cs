using System.Reflection;

namespace IdempiereStyleCache.Tests;

[Trait("Behaviour", "IDM-02")]
public class FrozenTests
{
    private const string Message = "PO is immutable: MProduct";

    [Fact]
    public void Every_setter_of_what_Get_returns_throws_and_changes_nothing()
    {
        using TestNode node = TestNode.Start();
        MProduct frozen = MProduct.Get(node.AddProduct())!;
        PropertyInfo[] settable = [.. typeof(MProduct).GetProperties().Where(p => p.SetMethod is { IsPublic: true })];
        Assert.Equal(["Name", "Picture", "Price", "Status", "Trx", "ValidFrom", "Weight"], settable.Select(p => p.Name).Order(StringComparer.Ordinal));

        foreach (PropertyInfo property in settable)
        {
            object? before = property.GetValue(frozen);
            ImmutablePOException error = ThrownBy(() => property.SetValue(frozen, OtherValueOf(property, node)));
            Assert.Equal(Message, error.Message);
            Assert.Equal(before, property.GetValue(frozen));
        }
    }

    [Fact]
    public void Setting_the_value_that_is_there_throws_too()
    {
        using TestNode node = TestNode.Start();
        MProduct frozen = MProduct.Get(node.AddProduct())!;
        Assert.Throws<ImmutablePOException>(() => frozen.Name = frozen.Name);
    }

    [Fact]
    public void The_key_of_a_frozen_record_cannot_be_set_either()
    {
        using TestNode node = TestNode.Start();
        int id = node.Add(new MUnit { C_UOM_ID = 5, Name = "metre" }, u => u.C_UOM_ID);
        MUnit frozen = MUnit.Get(id)!;
        ImmutablePOException error = ThrownBy(() => typeof(MUnit).GetProperty(nameof(MUnit.C_UOM_ID))!.SetValue(frozen, 6));
        Assert.Equal("PO is immutable: MUnit", error.Message);
        Assert.Equal(5, frozen.C_UOM_ID);
    }

    [Fact]
    public async Task Deleting_and_binding_to_a_transaction_throw()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        MProduct frozen = MProduct.Get(id)!;
        using Trx trx = node.Node.BeginTrx();

        Assert.Equal(Message, Assert.Throws<ImmutablePOException>(() => frozen.Delete()).Message);
        Assert.Equal(Message, Assert.Throws<ImmutablePOException>(() => frozen.Delete(trx)).Message);
        Assert.Equal(Message, (await Assert.ThrowsAsync<ImmutablePOException>(() => frozen.DeleteAsync().AsTask())).Message);
        Assert.Equal(Message, Assert.Throws<ImmutablePOException>(() => frozen.Trx = trx).Message);
        Assert.Null(frozen.Trx);
        Assert.NotNull(node.Database.Tables.Find(MProduct.TableName, id));
    }

    [Fact]
    public void The_error_names_the_table_and_the_key()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        ImmutablePOException error = Assert.Throws<ImmutablePOException>(() => MProduct.Get(id)!.Price = 1);
        Assert.Equal(("M_Product", (object)id), (error.TableName, error.Key));
    }

    [Fact]
    public async Task What_every_way_of_getting_returns_is_frozen()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        using Trx trx = node.Node.BeginTrx();
        using Trx writer = node.Node.BeginTrx();
        MProduct own = MProduct.GetCopy(id, writer)!;
        own.Price = 3;
        own.Save();

        foreach (MProduct product in (MProduct[])
            [
                MProduct.Get(id, trx)!, MProduct.Get(id)!, (await MProduct.GetAsync(id))!, MProduct.GetRequired(id), MProduct.GetMany([id])[id],
                MProduct.Get(id, writer)!,
            ])
        {
            Assert.True(product.IsImmutable);
            Assert.Throws<ImmutablePOException>(() => product.Price = 99);
        }
    }

    private static object? OtherValueOf(PropertyInfo property, TestNode node) => property.GetValue(Sample(node));

    private static MProduct Sample(TestNode node) => new()
    {
        Name = "other",
        Price = -1,
        Weight = 77,
        Status = "other",
        Picture = [9],
        ValidFrom = new DateTime(2001, 1, 1),
        Trx = node.Node.BeginTrx(),
    };

    private static ImmutablePOException ThrownBy(Action action) =>
        Assert.IsType<ImmutablePOException>(Assert.Throws<TargetInvocationException>(action).InnerException);
}
