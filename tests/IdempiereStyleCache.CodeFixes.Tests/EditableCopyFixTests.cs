namespace IdempiereStyleCache.CodeFixes.Tests;

/// <summary><c>Get</c> becomes <c>GetCopy</c> where a cached object is changed, saved or deleted.</summary>
public class EditableCopyFixTests
{
    [Theory]
    [InlineData("MProduct.Get(id)!", "MProduct.GetCopy(id)!")]
    [InlineData("MProduct.GetRequired(id)", "MProduct.GetCopy(id)!")]
    public Task Without_a_transaction_in_scope(string get, string copy) => Mends(
        $$"""class C { void F(int id) { var p = {{get}}; p.Name = "x"; p.Save(); } }""",
        $$"""class C { void F(int id) { var p = {{copy}}; p.Name = "x"; p.Save(); } }""",
        "Take an editable copy: GetCopy");

    [Theory]
    [InlineData("(await MProduct.GetAsync(id))!", "(await MProduct.GetCopyAsync(id, trx))!")]
    [InlineData("(await MProduct.GetAsync(id, cancel))!", "(await MProduct.GetCopyAsync(id, trx, cancel))!")]
    [InlineData("await MProduct.GetRequiredAsync(id)", "(await MProduct.GetCopyAsync(id, trx))!")]
    [InlineData("await MProduct.GetRequiredAsync(id, cancellationToken: cancel)", "(await MProduct.GetCopyAsync(id, cancellationToken: cancel, trx: trx))!")]
    public Task Asynchronously_in_the_transaction_of_a_parameter(string get, string copy) => Mends(
        $$"""class C { async Task F(int id, Trx trx, CancellationToken cancel) { var p = {{get}}; p.Name = "x"; } }""",
        $$"""class C { async Task F(int id, Trx trx, CancellationToken cancel) { var p = {{copy}}; p.Name = "x"; } }""",
        "Take an editable copy: GetCopyAsync(..., trx)");

    [Fact]
    public Task In_the_nearest_transaction_that_is_declared_before() => Mends(
        """
        class C
        {
            private readonly Trx _field = null!;
            void F(int id)
            {
                using Trx outer = Trx.Begin();
                if (id > 3)
                {
                    using Trx inner = Trx.Begin();
                    MProduct.Get(id)!.Name = "x"; // and a comment
                    inner.Commit();
                }

                MProduct.Get(id)!.Delete();
                using Trx later = Trx.Begin();
            }

            void G(int id) => MProduct.GetRequired(id).Price = 3m;
            static void H(int id) => MProduct.GetRequired(id).Price = 3m;
        }
        """,
        """
        class C
        {
            private readonly Trx _field = null!;
            void F(int id)
            {
                using Trx outer = Trx.Begin();
                if (id > 3)
                {
                    using Trx inner = Trx.Begin();
                    MProduct.GetCopy(id, inner)!.Name = "x"; // and a comment
                    inner.Commit();
                }

                MProduct.GetCopy(id, outer)!.Delete();
                using Trx later = Trx.Begin();
            }

            void G(int id) => MProduct.GetCopy(id, _field)!.Price = 3m;
            static void H(int id) => MProduct.GetCopy(id)!.Price = 3m;
        }
        """);

    [Fact]
    public Task A_transaction_that_was_passed_stays() => Mends(
        """class C { void F(int id, Trx other, Trx trx) { MProduct.Get(id, other)!.Name = "x"; } }""",
        """class C { void F(int id, Trx other, Trx trx) { MProduct.GetCopy(id, other)!.Name = "x"; } }""");

    [Fact]
    public Task All_places_that_the_object_may_come_from_are_mended_once() => Mends(
        """
        class C
        {
            void F(int id, bool isOther)
            {
                MProduct? p = isOther ? MProduct.Get(id + 1) : MProduct.Get(id);
                p!.Name = "x";
                p.Price = 3m;
                p.Save();
            }
        }
        """,
        """
        class C
        {
            void F(int id, bool isOther)
            {
                MProduct? p = isOther ? MProduct.GetCopy(id + 1) : MProduct.GetCopy(id);
                p!.Name = "x";
                p.Price = 3m;
                p.Save();
            }
        }
        """);

    [Theory]
    [InlineData("foreach (MProduct p in MProduct.GetMany([id]).Values) { p.Name = \"x\"; }")]
    [InlineData("Shared!.Name = \"x\";")]
    public Task Nothing_is_offered_where_there_is_no_copy_to_take(string code) => FixCheck.OffersNothingAsync(
        new EditableCopyFix(), $$"""class C { [FromCache] static MProduct? Shared => null; void F(int id) { {{code}} } }""");

    private static Task Mends(string before, string after, string? title = null) => FixCheck.MendsAsync(new EditableCopyFix(), before, after, title);
}
