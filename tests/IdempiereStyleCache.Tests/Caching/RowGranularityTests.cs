namespace IdempiereStyleCache.Tests;

[Trait("Behaviour", "IDM-16")]
public class RowGranularityTests
{
    [Fact]
    public void Saving_one_record_leaves_the_others_in_place_with_int_keys()
    {
        using TestNode node = TestNode.Start();
        Check<int, MUnit>([1, 2, -3, 70_000, 0], k => new MUnit { C_UOM_ID = k, Name = "old" }, k => MUnit.Get(k)!, k => MUnit.GetCopy(k)!, (u, n) => u.Name = n);
    }

    [Fact]
    public void Saving_one_record_leaves_the_others_in_place_with_long_keys()
    {
        using TestNode node = TestNode.Start();
        Check<long, MOrder>(
            [1, 2, -3, 5_000_000_000], k => new MOrder { C_Order_ID = k, Name = "old" }, k => MOrder.Get(k)!, k => MOrder.GetCopy(k)!, (o, n) => o.Name = n);
    }

    [Fact]
    public void Saving_one_record_leaves_the_others_in_place_with_text_keys()
    {
        using TestNode node = TestNode.Start();
        Check<string, MCountry>(
            ["DE", "de", "FR", ""], k => new MCountry { Code = k, Name = "old" }, k => MCountry.Get(k)!, k => MCountry.GetCopy(k)!, (c, n) => c.Name = n);
    }

    [Fact]
    public void Saving_one_record_leaves_the_others_in_place_with_guid_keys()
    {
        using TestNode node = TestNode.Start();
        Guid[] ids = [.. Enumerable.Range(0, 3).Select(_ => node.Add(new MSession { Name = "old" }, s => s.AD_Session_UU))];
        Check(ids, null, k => MSession.Get(k)!, k => MSession.GetCopy(k)!, (s, n) => s.Name = n);
    }

    [Fact]
    public void Saving_one_record_leaves_the_others_in_place_with_keys_of_several_columns()
    {
        using TestNode node = TestNode.Start();
        Check<StockKey, MStock>(
            [new(1, "A"), new(1, "B"), new(2, "A")], k => new MStock { Key = k, Name = "old" }, k => MStock.Get(k)!, k => MStock.GetCopy(k)!, (s, n) => s.Name = n);
    }

    [Fact]
    public void Other_tables_are_left_alone()
    {
        using TestNode node = TestNode.Start();
        int product = node.AddProduct();
        node.Add(new MUnit { C_UOM_ID = product, Name = "metre" }, u => u.C_UOM_ID);
        MUnit unit = MUnit.Get(product)!;
        node.SetPrice(product, 11);
        Assert.Same(unit, MUnit.Get(product));
    }

    private static void Check<TKey, T>(TKey[] keys, Func<TKey, T>? make, Func<TKey, T> get, Func<TKey, T> copy, Action<T, string> rename)
        where T : PO
    {
        foreach (TKey key in make is null ? [] : keys)
        {
            make!(key).Save();
        }

        foreach (TKey changed in keys)
        {
            T[] before = [.. keys.Select(get)];
            T editable = copy(changed);
            rename(editable, $"renamed {changed}");
            editable.Save();
            Assert.All(keys.Index(), k => Assert.Equal(!Equals(k.Item, changed), ReferenceEquals(before[k.Index], get(k.Item))));
        }
    }
}
