namespace IdempiereStyleCache.CodeFixes.Tests;

/// <summary>The fixes that change one call: a copy for nothing, a transaction that is not passed.</summary>
public class CallFixTests
{
    [Theory]
    [InlineData("MProduct.GetCopy(id)!.Name", "MProduct.Get(id)!.Name", "Get")]
    [InlineData("MProduct.GetCopy(id, trx)!.Name", "MProduct.Get(id, trx)!.Name", "Get")]
    [InlineData("(await MProduct.GetCopyAsync(id, trx))?.Name", "(await MProduct.GetAsync(id, trx))?.Name", "GetAsync")]
    public Task A_copy_for_nothing_becomes_the_shared_object(string copy, string get, string accessor) => FixCheck.MendsAsync(
        new SharedObjectFix(),
        $$"""class C { async Task F(int id, Trx trx) { await Task.Yield(); Console.WriteLine({{copy}}); } }""",
        $$"""class C { async Task F(int id, Trx trx) { await Task.Yield(); Console.WriteLine({{get}}); } }""",
        $"Read the shared object: {accessor}");

    [Theory]
    [InlineData("MProduct.Get(id)!.Price", "MProduct.Get(id, mine)!.Price")]
    [InlineData("MProduct.GetRequired(id + 1).Price", "MProduct.GetRequired(id + 1, mine).Price")]
    [InlineData("(await MProduct.GetAsync(id, cancel))!.Price", "(await MProduct.GetAsync(id, mine, cancel))!.Price")]
    public Task The_transaction_that_wrote_is_passed(string before, string after) => FixCheck.MendsAsync(
        new PassTrxFix(),
        $$"""class C { async Task F(int id, CancellationToken cancel) { using Trx mine = Trx.Begin(); var p = MProduct.GetCopy(id, mine)!; p.Price = 3m; await p.SaveAsync(); Console.WriteLine({{before}}); mine.Commit(); } }""",
        $$"""class C { async Task F(int id, CancellationToken cancel) { using Trx mine = Trx.Begin(); var p = MProduct.GetCopy(id, mine)!; p.Price = 3m; await p.SaveAsync(); Console.WriteLine({{after}}); mine.Commit(); } }""",
        "Pass the transaction mine");
}
