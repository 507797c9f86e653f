namespace GardenWorld;

/// <summary>What a line costs, to the cent.</summary>
internal readonly record struct PricedLine(int C_Tax_ID, decimal Net, decimal Tax);
