namespace GardenWorld;

/// <summary>One shelf of the shop: its category, how its products are counted and taxed, what they are called and what they cost.</summary>
/// <param name="Value">The category's search key, and the beginning of its products' keys.</param>
/// <param name="Name">The category's name.</param>
/// <param name="Parent">The category above it; null for none.</param>
/// <param name="MaxDiscount">The most that any customer gets off, in percent; null for no limit.</param>
/// <param name="Unit">The code of the unit.</param>
/// <param name="TaxCategory">The name of the tax category.</param>
internal sealed record Shelf(string Value, string Name, string? Parent, decimal? MaxDiscount, string Unit, string TaxCategory)
{
    public string[] Things { get; init; } = [];

    public string[] Kinds { get; init; } = [];

    /// <summary>The lowest and the highest price in cents.</summary>
    public (int From, int To) Cents { get; init; }

    /// <summary>The name of the shelf's n-th product.</summary>
    public string ProductName(int n)
    {
        string name = $"{Kinds[n / Things.Length % Kinds.Length]} {Things[n % Things.Length]}";
        int round = n / (Things.Length * Kinds.Length);
        return round == 0 ? name : $"{name}, no. {round + 1}";
    }
}

/// <summary>Everything that the shop has on its shelves.</summary>
internal static class Assortment
{
    /// <summary>Categories that hold other categories only.</summary>
    public static (string Value, string Name)[] Departments { get; } = [("PLANTS", "Plants"), ("GARDEN", "Garden supplies")];

    public static Shelf[] Shelves { get; } =
    [
        new("TREE", "Trees", "PLANTS", null, "C62", "Reduced")
        {
            Things = ["oak", "maple", "birch", "apple tree", "pear tree", "cherry tree", "willow", "linden", "larch", "spruce", "rowan", "walnut"],
            Kinds = ["Young", "Dwarf", "Tall", "Columnar", "Weeping", "Potted", "Bare-root", "Old", "Grafted", "Red-leaved"],
            Cents = (1_290, 24_900),
        },
        new("SHRUB", "Shrubs", "PLANTS", null, "C62", "Reduced")
        {
            Things = ["azalea", "boxwood", "hazel", "lilac", "hydrangea", "juniper", "privet", "barberry", "currant", "elder", "rose", "jasmine"],
            Kinds = ["White", "Pink", "Compact", "Evergreen", "Climbing", "Early", "Late", "Scented", "Hardy", "Variegated"],
            Cents = (690, 5_990),
        },
        new("FLOWER", "Flowers", "PLANTS", 20m, "C62", "Reduced")
        {
            Things = ["tulip", "iris", "dahlia", "aster", "lupin", "peony", "poppy", "primrose", "crocus", "daffodil", "phlox", "lily"],
            Kinds = ["Yellow", "Blue", "Red", "Double", "Striped", "Dwarf", "Wild", "Spring", "Autumn", "Mixed"],
            Cents = (95, 1_490),
        },
        new("SEED", "Seeds", "PLANTS", 15m, "PK", "Reduced")
        {
            Things = ["carrot", "radish", "lettuce", "bean", "pea", "basil", "parsley", "chive", "beetroot", "spinach", "pumpkin", "tomato"],
            Kinds = ["Early", "Late", "Organic", "Heirloom", "Giant", "Mini", "Purple", "Sweet", "Winter", "Market"],
            Cents = (79, 499),
        },
        new("SOIL", "Soil and mulch", "GARDEN", 10m, "MTQ", "Standard")
        {
            Things = ["potting soil", "compost", "bark mulch", "sand", "gravel", "peat-free mix", "clay", "lava grit"],
            Kinds = ["Fine", "Coarse", "Washed", "Enriched", "Screened", "Light", "Heavy", "Universal", "Dark", "Loose"],
            Cents = (1_950, 14_500),
        },
        new("TURF", "Turf", "GARDEN", 10m, "MTK", "Standard")
        {
            Things = ["lawn", "meadow", "sports turf", "shade turf"],
            Kinds = ["Rolled", "Hardwearing", "Fine", "Drought-proof", "Slow-growing", "Flowering", "Dense", "Herbal", "Mossy", "Classic"],
            Cents = (390, 1_290),
        },
        new("TOOL", "Tools", "GARDEN", null, "C62", "Standard")
        {
            Things = ["spade", "rake", "hoe", "shears", "trowel", "fork", "pruner", "saw", "axe", "broom", "sieve", "dibber"],
            Kinds = ["Steel", "Stainless", "Forged", "Children's", "Folding", "Long-handled", "Ash", "Two-handed", "Light", "Workshop"],
            Cents = (490, 12_900),
        },
        new("POT", "Pots", "GARDEN", null, "C62", "Standard")
        {
            Things = ["pot", "saucer", "trough", "hanging basket", "urn", "planter", "bowl", "cachepot"],
            Kinds = ["Terracotta", "Glazed", "Zinc", "Oak", "Stone", "Recycled", "Square", "Round", "Tall", "Shallow"],
            Cents = (190, 8_990),
        },
        new("HOSE", "Watering", "GARDEN", 25m, "MTR", "Standard")
        {
            Things = ["hose", "drip line", "soaker hose", "supply pipe"],
            Kinds = ["Half-inch", "Inch", "Frost-proof", "Reinforced", "Flat", "Kink-free", "Thin", "Buried", "Braided", "Food-grade"],
            Cents = (49, 690),
        },
        new("SERVICE", "Gardening", null, 0m, "HUR", "Standard")
        {
            Things = ["pruning", "mowing", "planting", "planning", "hedge cutting", "delivery", "tree care", "pond care"],
            Kinds = ["Standard", "Express", "Weekend", "Expert", "Seasonal", "Yearly", "Steep-slope", "Roof-garden", "Courtyard", "Public"],
            Cents = (3_900, 9_900),
        },
        new("LESSON", "Lessons", "SERVICE", 0m, "HUR", "Exempt")
        {
            Things = ["grafting", "composting", "beekeeping", "pruning", "bonsai", "sowing"],
            Kinds = ["Beginners'", "Advanced", "Children's", "Evening", "Weekend", "Private", "Group", "School", "Summer", "Winter"],
            Cents = (1_500, 6_500),
        },
    ];
}
