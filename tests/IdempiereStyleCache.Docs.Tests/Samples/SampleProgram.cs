using System.Diagnostics;
using IdempiereStyleCache.Docs.Tests.Pages;

namespace IdempiereStyleCache.Docs.Tests.Samples;

/// <summary>A sample that is run as a program of its own, as its users do.</summary>
internal sealed record SampleProgram(int ExitStatus, string Output, string Error)
{
    /// <summary>Runs a sample to its end.</summary>
    public static async Task<SampleProgram> RunAsync(string name, params string[] arguments)
    {
        string program = Path.Combine(Documentation.Root, "docs", "samples", name, "bin", Documentation.Configuration, "net10.0", $"{name}.dll");
        Assert.True(File.Exists(program), $"{program} does not exist: build the solution first.");
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new SampleProgram(process.ExitCode, (await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
    }
}
