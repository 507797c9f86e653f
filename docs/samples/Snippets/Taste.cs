using IdempiereStyleCache;

namespace Snippets;

/// <summary>The taste of the code in README.md.</summary>
internal static partial class Taste
{
    public static async Task RunAsync(string connectionString)
    {
        TextWriter console = Console.Out;
        using StringWriter printed = new();
        Console.SetOut(printed);
        try
        {
            await UseAsync(connectionString);
        }
        finally
        {
            Console.SetOut(console);
        }

        Claim.Holds(
            printed.ToString().ReplaceLineEndings("\n") == "PO is immutable: MProduct\nOak tree\nOak tree, tall\n",
            $"the taste prints what its comments say, and not: {printed}");
    }

    private static async Task UseAsync(string connectionString)
    {
#pragma warning disable ISC0001, ISC0008 // the mistake that it shows, and what others read before the commit
        #region taste-use
        await using CacheNode node = await CacheNode.StartAsync(o => o.UseSqlite(connectionString));

        MProduct oak = MProduct.GetRequired(124);              // read once, then shared by everybody who asks
        try
        {
            oak.Name = "Plastic tree";                         // nobody can change it ...
        }
        catch (ImmutablePOException e)
        {
            Console.WriteLine(e.Message);                      // PO is immutable: MProduct
        }

        using (Trx trx = Trx.Begin())
        {
            MProduct copy = MProduct.GetCopy(124, trx)!;       // ... but anybody can take a copy of their own
            copy.Name = "Oak tree, tall";
            copy.Save();
            Console.WriteLine(MProduct.GetRequired(124).Name); // Oak tree: others see nothing uncommitted
            trx.Commit();
        }

        Console.WriteLine(MProduct.GetRequired(124).Name);     // Oak tree, tall: from now on, on every thread
        #endregion
#pragma warning restore ISC0001, ISC0008
    }

    #region taste-model
    [POModel("M_Product")]
    public sealed partial class MProduct
    {
        [POKey] public partial int M_Product_ID { get; }
        public partial string Name { get; set; }
        public partial decimal Price { get; set; }
        [ConcurrencyToken] public partial long Version { get; }
    }
    #endregion
}
