using System.Diagnostics;
using IdempiereStyleCache.Docs.Tests.Pages;

namespace IdempiereStyleCache.Docs.Tests.Model;

/// <summary>The models of the protocol hold, and each of them fails without any one of the safeguards.</summary>
public class ModelCheckTests
{
    private const int ToolIsMissing = 3;

    [Fact]
    public async Task The_models_hold_and_every_safeguard_is_needed()
    {
        using Process process = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Documentation.Root, "docs", "model", "check")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        bool mayBeSkipped = !string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);
        Assert.SkipWhen(process.ExitCode == ToolIsMissing && mayBeSkipped, await error);
        Assert.True(process.ExitCode == 0, $"{await output}{await error}");
    }
}
