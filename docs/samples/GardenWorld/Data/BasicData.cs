using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>What the rest of the data refers to: settings, units, tax categories with their taxes, product categories.</summary>
internal sealed class BasicData
{
    private readonly Dictionary<string, int> _units = [];
    private readonly Dictionary<string, int> _taxCategories = [];
    private readonly Dictionary<string, int> _categories = [];

    private BasicData(Trx trx)
    {
        new MSysConfig { Name = ShopSettings.AmountPrecisionName, Value = "2" }.Save(trx);
        AddUnits(trx);
        AddTaxes(trx);
        AddCategories(trx);
    }

    public static BasicData Make(Trx trx) => new(trx);

    public int Unit(string code) => _units[code];

    public int TaxCategory(string name) => _taxCategories[name];

    public int Category(string value) => _categories[value];

    private void AddUnits(Trx trx)
    {
        (string Code, string Name, int Precision)[] units =
            [("C62", "Piece", 0), ("PK", "Pack", 0), ("MTQ", "Cubic metre", 2), ("MTK", "Square metre", 2), ("MTR", "Metre", 1), ("HUR", "Hour", 2)];
        foreach ((string code, string name, int precision) in units)
        {
            MUOM unit = new() { X12DE355 = code, Name = name, StdPrecision = precision };
            unit.Save(trx);
            _units.Add(code, unit.C_UOM_ID);
        }
    }

    // The law raises the standard rate in the middle of a year and the reduced one at the beginning of the next.
    private void AddTaxes(Trx trx)
    {
        AddTaxCategory(trx, "Standard", [("Standard 19 %", 19m, new(2020, 1, 1), new(2024, 6, 30)), ("Standard 21 %", 21m, new(2024, 7, 1), null)]);
        AddTaxCategory(trx, "Reduced", [("Reduced 7 %", 7m, new(2020, 1, 1), new(2024, 12, 31)), ("Reduced 9.5 %", 9.5m, new(2025, 1, 1), null)]);
        AddTaxCategory(trx, "Exempt", [("Exempt", 0m, new(2020, 1, 1), null)]);
    }

    private void AddTaxCategory(Trx trx, string name, (string Name, decimal Rate, DateOnly From, DateOnly? To)[] taxes)
    {
        MTaxCategory category = new() { Name = name };
        foreach ((string taxName, decimal rate, DateOnly from, DateOnly? to) in taxes)
        {
            category.Taxes.Add(new MTax { Name = taxName, Rate = rate, ValidFrom = from, ValidTo = to });
        }

        // Saves the children with their parent, and gives them its key.
        category.Save(trx);
        _taxCategories.Add(name, category.C_TaxCategory_ID);
    }

    private void AddCategories(Trx trx)
    {
        foreach ((string value, string name) in Assortment.Departments)
        {
            AddCategory(trx, new MProductCategory { Value = value, Name = name });
        }

        foreach (Shelf shelf in Assortment.Shelves)
        {
            AddCategory(trx, new MProductCategory
            {
                Value = shelf.Value,
                Name = shelf.Name,
                M_Product_Category_Parent_ID = shelf.Parent is { } parent ? _categories[parent] : null,
                MaxDiscount = shelf.MaxDiscount,
            });
        }
    }

    private void AddCategory(Trx trx, MProductCategory category)
    {
        category.Save(trx);
        _categories.Add(category.Value, category.M_Product_Category_ID);
    }
}
