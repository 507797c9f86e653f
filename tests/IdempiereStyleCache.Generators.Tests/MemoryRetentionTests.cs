using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IdempiereStyleCache.Generators.Tests;

/// <summary>An editor keeps the generator's results over thousands of edits: they must not keep the compilations that they came from.</summary>
public class MemoryRetentionTests
{
    [Fact]
    public void A_compilation_that_was_left_behind_is_collected()
    {
        GeneratorDriver driver = Harness.Driver();
        WeakReference first = RunOnce(ref driver, Sources.Product, Sources.ProductPrice);
        WeakReference second = RunOnce(ref driver, Sources.Product, Sources.ProductPrice, Sources.Tax);
        RunOnce(ref driver, Sources.Product, Sources.ProductPrice, Sources.Tax, "public class Other;");
        Collect();
        Assert.False(first.IsAlive, "The first compilation is still held.");
        Assert.False(second.IsAlive, "The second compilation is still held.");
        Assert.Equal(3, Harness.ResultOf(driver).GeneratedSources.Length);
    }

    // In a method of its own, so that no stack slot of the test keeps what it made.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference RunOnce(ref GeneratorDriver driver, params string[] sources)
    {
        CSharpCompilation compilation = Harness.Compile(sources);
        driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken);
        return new WeakReference(compilation);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Collect()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
