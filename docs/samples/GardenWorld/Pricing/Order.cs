using System.Collections.Immutable;

namespace GardenWorld;

/// <summary>What somebody ordered on a day.</summary>
internal sealed record Order(int DocumentNo, DateOnly DateOrdered, int C_BPartner_ID, ImmutableArray<OrderLine> Lines);

/// <summary>One line of an order, not priced yet.</summary>
internal readonly record struct OrderLine(int M_Product_ID, decimal QtyEntered);
