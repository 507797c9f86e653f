using System.Collections.Immutable;

namespace GardenWorld;

/// <summary>The sum of many lines, and the sum for each tax.</summary>
internal sealed record PricingTotals(int Lines, decimal Net, decimal Tax, ImmutableArray<TaxTotal> Taxes)
{
    public decimal Gross => Net + Tax;

    /// <summary>Whether every sum is the same to the cent.</summary>
    public bool Agrees(PricingTotals other) => Lines == other.Lines && Net == other.Net && Tax == other.Tax && Taxes.SequenceEqual(other.Taxes);
}

/// <summary>The lines with one tax.</summary>
internal readonly record struct TaxTotal(int C_Tax_ID, int Lines, decimal Net, decimal Tax);
