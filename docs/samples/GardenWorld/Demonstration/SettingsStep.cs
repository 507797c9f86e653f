using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>A value that is computed from the database is computed once, until a table changes that it depends on.</summary>
internal sealed class SettingsStep : IStep
{
    private const string Name = "DEMO-GREETING";

    public string Title => "Settings are retrieved once, until one is saved";

    public void Run(DemoRecords records, Checks checks)
    {
        IReadOnlyDictionary<string, string> first = ShopSettings.Values;
        checks.Same("read again", first, ShopSettings.Values);
        using (Trx trx = Trx.Begin())
        {
            new MSysConfig { Name = Name, Value = "Good morning" }.Save(trx);
            checks.Same("while another setting is saved and not committed", first, ShopSettings.Values);
            trx.Commit();
        }

        checks.Equal("after the commit", "Good morning", ShopSettings.Values[Name]);
    }
}
