using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.Analyzers.Tests;

/// <summary>A read that passes by the transaction that wrote the table.</summary>
public class ISC0008Tests
{
    [Fact]
    public async Task A_read_after_a_save_is_reported_and_names_the_transaction()
    {
        Diagnostic found = Assert.Single(await Reports(
            """class C { void F(int id, Trx trx) { var p = MProduct.GetCopy(id, trx)!; p.Name = "x"; p.Save(); Console.WriteLine([|MProduct.Get(id)|]!.Name); } }""",
            "'trx' has written MProduct, and Get without it reads what was committed before. Pass the transaction: Get(..., trx)."));
        Assert.Equal("trx", found.Properties["Trx"]);
    }

    [Theory]
    [InlineData("MProduct.Get(id, trx)")]
    [InlineData("MOrder.Get(id)")]
    public Task A_read_with_the_transaction_or_of_another_table_is_not(string read) => Reports(
        $$"""class C { void F(int id, Trx trx) { var p = MProduct.GetCopy(id, trx)!; p.Name = "x"; p.Save(); Console.WriteLine({{read}}); } }""");

    [Theory]
    [InlineData("using (Trx trx = Trx.Begin()) { MProduct.GetCopy(id, trx)!.Delete(); }")]
    [InlineData("Trx trx = Trx.Begin(); using (trx) { MProduct.GetCopy(id, trx)!.Delete(); }")]
    [InlineData("Trx trx = Trx.Begin(); MProduct.GetCopy(id, trx)!.Delete(); End(trx);")]
    [InlineData("Trx trx = Trx.Begin(); MProduct.GetCopy(id, trx)!.Delete(); Later(trx.Commit);")]
    [InlineData("Trx trx = Trx.Begin(); MProduct.GetCopy(id, trx)!.Delete(); _ = new Held(trx);")]
    [InlineData("Trx trx = Trx.Begin(); MProduct.GetCopy(id, trx)!.Delete(); Later(() => trx.Commit());")]
    [InlineData("InTrx(trx => MProduct.GetCopy(id, trx)!.Delete());")]
    public Task A_read_after_the_end_is_not_whoever_ended_it(string code) => Reports(
        $$"""
        class C
        {
            void F(int id) { {{code}} Console.WriteLine(MProduct.Get(id)); }
            void End(Trx trx) => trx.Commit();
            void Later(Action end) => end();
            void InTrx(Action<Trx> work) { using Trx trx = Trx.Begin(); work(trx); trx.Commit(); }
            class Held { public Held(Trx trx) => trx.Commit(); }
        }
        """);

    [Fact]
    public Task A_read_after_the_commit_is_not() => Reports(
        """class C { void F(int id) { using Trx trx = Trx.Begin(); var p = MProduct.GetCopy(id, trx)!; p.Name = "x"; p.Save(); trx.Commit(); Console.WriteLine(MProduct.Get(id)); } }""");

    private static Task<IReadOnlyList<Diagnostic>> Reports(string marked, params string[] messages) => RuleCheck.ReportsAsync(new CachedObjectAnalyzer(), "ISC0008", marked, messages);
}
