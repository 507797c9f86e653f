using System.Collections.Immutable;

namespace GardenWorld;

/// <summary>Orders of one to nine lines, spread over two years. The same data set always gives the same orders.</summary>
internal static class OrderBook
{
    private const ulong Seed = 3;

    /// <summary>Makes orders until they have the number of lines asked for.</summary>
    public static ImmutableArray<Order> Make(int lineCount)
    {
        SeededNumbers numbers = new(Seed);
        List<int> products = [.. MProduct.Query("IsSold = 1").List().Select(product => product.M_Product_ID)];
        List<int> partners = [.. MBPartner.Query().List().Select(partner => partner.C_BPartner_ID)];
        int days = DataSet.OrderDays.Last.DayNumber - DataSet.OrderDays.First.DayNumber;

        ImmutableArray<Order>.Builder orders = ImmutableArray.CreateBuilder<Order>();
        for (int left = lineCount; left > 0; left -= orders[^1].Lines.Length)
        {
            OrderLine[] lines = new OrderLine[Math.Min(left, numbers.Between(1, 9))];
            for (int i = 0; i < lines.Length; i++)
            {
                // Quantities with three decimals: the unit says how many of them count.
                lines[i] = new OrderLine(PickPopular(products, numbers), numbers.Between(600, 25_000) / 1_000m);
            }

            orders.Add(new Order(orders.Count + 1, DataSet.OrderDays.First.AddDays(numbers.Between(0, days)), numbers.Pick(partners), [.. lines]));
        }

        return orders.ToImmutable();
    }

    // Some things sell often and many seldom: with the lowest of three draws, a fifth of the products makes half of the lines.
    private static int PickPopular(List<int> products, SeededNumbers numbers) =>
        products[Math.Min(numbers.Below(products.Count), Math.Min(numbers.Below(products.Count), numbers.Below(products.Count)))];
}
