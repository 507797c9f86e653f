using System.Globalization;
using System.Text;

namespace IdempiereStyleCache.Benchmarks;

/// <summary>A project of many model classes, and services that read, copy, change and save their records in the ways of real code; written into a folder.</summary>
internal static class GeneratedShop
{
    /// <summary>Writes the project.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="models">How many model classes, each with a service.</param>
    /// <param name="packageFolder">Where the package of the core is.</param>
    /// <param name="version">Its version.</param>
    /// <returns>How many lines were written.</returns>
    public static int Write(string folder, int models, string packageFolder, string version)
    {
        File.WriteAllText(Path.Combine(folder, "Shop.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <EnableNETAnalyzers>false</EnableNETAnalyzers>
                <RestoreAdditionalProjectSources>{packageFolder}</RestoreAdditionalProjectSources>
                <RestorePackagesPath>{Path.Combine(folder, "packages")}</RestorePackagesPath>
                <RestoreFallbackFolders>$(NuGetPackageRoot)</RestoreFallbackFolders>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="IdempiereStyleCache" Version="{version}" /></ItemGroup>
            </Project>
            """);
        int lines = 0;
        for (int i = 0; i < models; i++)
        {
            lines += WriteFile(folder, $"M{i:000}.cs", Model(i));
            lines += WriteFile(folder, $"Service{i:000}.cs", Service(i, (i + 1) % models));
        }

        return lines;
    }

    private static int WriteFile(string folder, string name, string text)
    {
        File.WriteAllText(Path.Combine(folder, name), text);
        return text.AsSpan().Count('\n');
    }

    private static string Model(int i)
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"using IdempiereStyleCache;\n\nnamespace Shop;\n\n/// <summary>A record.</summary>\n[POModel(\"T_{i:000}\")]\npublic sealed partial class M{i:000}\n{{");
        text.AppendLine("    /// <summary>The key.</summary>\n    [POKey] public partial int Id { get; }\n");
        for (int column = 0; column < 16; column++)
        {
            string type = (column % 4) switch { 0 => "string", 1 => "decimal", 2 => "int", _ => "bool" };
            text.AppendLine(CultureInfo.InvariantCulture, $"    /// <summary>A column.</summary>\n    public partial {type} C{column} {{ get; set; }}\n");
        }

        text.AppendLine("    /// <summary>Computed.</summary>\n    public decimal Total => C1 * C2;\n");
        text.AppendLine("    /// <summary>Changes it.</summary>\n    public void Close()\n    {\n        C3 = true;\n        C0 = C0.Trim();\n    }\n}");
        return text.ToString();
    }

    private static string Service(int i, int next)
    {
        string m = $"M{i:000}";
        string n = $"M{next:000}";
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"using IdempiereStyleCache;\n\nnamespace Shop;\n\n/// <summary>A service.</summary>\npublic static class Service{i:000}\n{{");
        for (int part = 0; part < 2; part++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $$"""
                public static decimal Sum{{part}}(IEnumerable<int> ids)
                {
                    decimal sum = 0m;
                    foreach ({{m}} record in {{m}}.GetMany(ids).Values.Where(r => r.C3).OrderBy(r => r.C0))
                    {
                        sum += record.Total;
                        if (record.C2 > {{part}} && {{n}}.Get(record.C2) is { C3: true } other)
                        {
                            sum -= other.C1;
                        }
                    }

                    return sum;
                }

                public static async Task<string> DescribeAsync{{part}}(int id)
                {
                    {{m}}? record = await {{m}}.GetAsync(id);
                    string text = record?.C0 ?? "none";
                    switch (record)
                    {
                        case { C1: > 100m }:
                            text += " dear";
                            break;
                        case { C3: false }:
                            text += " closed";
                            break;
                    }

                    return text + Service{{next:000}}.Plain{{part}}(record?.C2 ?? 0);
                }

                public static string Plain{{part}}(int value)
                {
                    int sum = 0;
                    for (int step = 0; step < value; step++)
                    {
                        sum += step % 7 == 0 ? step : -1;
                    }

                    return $"{sum}";
                }

                public static bool Change{{part}}(int id, string name)
                {
                    using Trx trx = Trx.Begin();
                    {{m}}? copy = {{m}}.GetCopy(id, trx);
                    if (copy is null)
                    {
                        return false;
                    }

                    Rename{{part}}(copy, name);
                    copy.C1 = {{n}}.GetRequired(id).C1 + {{part}}m;
                    copy.Close();
                    copy.Save();
                    trx.Commit();
                    return true;
                }

                private static void Rename{{part}}({{m}} record, string name)
                {
                    record.C0 = name;
                    record.C4 = name.Length > 3 ? name[..3] : name;
                }

            """);
        }

        text.AppendLine("}");
        return text.ToString();
    }
}
