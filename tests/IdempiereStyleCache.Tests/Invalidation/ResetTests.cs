namespace IdempiereStyleCache.Tests;

[Trait("Behaviour", "IDM-17")]
public class ResetTests
{
    [Fact]
    public void Resetting_a_table_empties_every_cache_of_it_and_counts_the_entries()
    {
        using TestNode node = TestNode.Start();
        using ImmutableIntPOCache<MProduct> other = new("m_product");
        using CCache<string, string> names = new("M_PRODUCT", (key, _) => ValueTask.FromResult<string?>(key));
        int[] ids = [.. Enumerable.Range(0, 3).Select(_ => node.AddProduct())];
        node.Add(new MUnit { C_UOM_ID = 1, Name = "metre" }, u => u.C_UOM_ID);
        MProduct.GetMany(ids);
        other.Get(ids[0]);
        names.Get("a");
        MUnit unit = MUnit.Get(1)!;

        Assert.Equal(5, node.Node.Bus.Reset("M_Product"));
        Assert.Equal((0, 0, 0), (MProduct.Cache.Count, other.Count, names.Count));
        Assert.Same(unit, MUnit.Get(1));
        Assert.Equal(0, node.Node.Bus.Reset("M_Product"));
    }

    [Fact]
    public void Resetting_one_record_removes_it_from_every_cache_of_the_table()
    {
        using TestNode node = TestNode.Start();
        using ImmutableIntPOCache<MProduct> other = new("m_product");
        int[] ids = [.. Enumerable.Range(0, 3).Select(_ => node.AddProduct())];
        MProduct.GetMany(ids);
        other.GetMany(ids);
        Assert.Equal(2, node.Node.Bus.Reset("M_Product", ids[1]));
        Assert.Equal([true, false, true], ids.Select(MProduct.Cache.IsCached));
        Assert.Equal([true, false, true], ids.Select(other.IsCached));
        Assert.Equal(0, node.Node.Bus.Reset("M_Product", ids[1]));
        Assert.Equal(0, node.Node.Bus.Reset("M_Product", 999));
    }

    [Fact]
    public void Resetting_one_record_empties_the_caches_that_are_kept_by_another_key()
    {
        using TestNode node = TestNode.Start();
        using CCache<string, string> names = new("M_Product", (key, _) => ValueTask.FromResult<string?>(key));
        int id = node.AddProduct();
        MProduct.Get(id);
        names.Get("a");
        names.Get("b");
        Assert.Equal(3, node.Node.Bus.Reset("M_Product", id));
    }

    [Fact]
    public void Resetting_all_empties_everything()
    {
        using TestNode node = TestNode.Start();
        MProduct.Get(node.AddProduct());
        node.Add(new MUnit { C_UOM_ID = 1, Name = "metre" }, u => u.C_UOM_ID);
        MUnit.Get(1);
        Assert.Equal(2, node.Node.Bus.Reset());
        Assert.Equal((0, 0), (MProduct.Cache.Count, MUnit.Cache.Count));
        Assert.Equal(0, node.Node.Bus.Reset());
    }

    [Fact]
    public void A_cache_can_reset_its_own_table()
    {
        using TestNode node = TestNode.Start();
        using ImmutableIntPOCache<MProduct> other = new(MProduct.TableName);
        int id = node.AddProduct();
        MProduct.Get(id);
        other.Get(id);
        Assert.Equal(2, other.Reset());
    }

    [Theory]
    [InlineData("M_PRODUCT")]
    [InlineData("m_product")]
    [InlineData("M_Product")]
    public void Table_names_compare_case_insensitively(string name)
    {
        using TestNode node = TestNode.Start();
        int[] ids = [node.AddProduct(), node.AddProduct()];
        MProduct.GetMany(ids);
        Assert.Equal(1, node.Node.Bus.Reset(name, ids[0]));
        Assert.Equal(1, node.Node.Bus.Reset(name));
    }

    [Fact]
    public void A_table_that_nothing_caches_is_no_error()
    {
        using TestNode node = TestNode.Start();
        Assert.Equal((0, 0), (node.Node.Bus.Reset("X_Unknown"), node.Node.Bus.Reset("X_Unknown", 1)));
        Assert.Equal(0, node.Node.Bus.TableCount);
        Assert.Throws<ArgumentException>(() => node.Node.Bus.Reset(" "));
    }

    [Fact]
    public void A_key_of_another_type_is_converted_where_nothing_is_lost()
    {
        using TestNode node = TestNode.Start();
        int[] ids = [.. Enumerable.Range(0, 3).Select(_ => node.AddProduct())];
        foreach (object key in (object[])[(long)ids[1], (short)ids[1], (decimal)ids[1], $"{ids[1]}"])
        {
            MProduct.GetMany(ids);
            Assert.Equal(1, node.Node.Bus.Reset("M_Product", key));
            Assert.False(MProduct.Cache.IsCached(ids[1]));
        }
    }

    [Fact]
    public void A_key_that_cannot_be_converted_resets_the_whole_table()
    {
        using TestNode node = TestNode.Start();
        int[] ids = [.. Enumerable.Range(0, 3).Select(_ => node.AddProduct())];
        foreach (object key in (object[])["x", 1.5m, 1.5, long.MaxValue, Guid.Empty, new StockKey(1, "A"), "", DateTime.UnixEpoch])
        {
            MProduct.GetMany(ids);
            Assert.True(node.Node.Bus.Reset("M_Product", key) == 3, $"a reset of the key {key} ({key.GetType().Name}) should have emptied the table");
        }
    }

    [Fact]
    public void Two_caches_of_one_table_with_keys_of_different_types_both_hear_of_a_change()
    {
        using TestNode node = TestNode.Start();
        using CCache<int, string> byInt = new("T", (key, _) => ValueTask.FromResult<string?>($"{key}"), isKeyedByRecord: true);
        using CCache<long, string> byLong = new("T", (key, _) => ValueTask.FromResult<string?>($"{key}"), isKeyedByRecord: true);
        foreach (Func<int> reset in (Func<int>[])[() => node.Node.Bus.Reset("T", 1), () => node.Node.Bus.Reset("T", 1L)])
        {
            byInt.Get(1);
            byInt.Get(2);
            byLong.Get(1);
            byLong.Get(2);
            reset();
            Assert.Equal((false, true, false), (byInt.IsCached(1), byInt.IsCached(2), byLong.IsCached(1)));
        }
    }
}
