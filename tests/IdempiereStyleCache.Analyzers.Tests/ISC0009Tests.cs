using IdempiereStyleCache.Analyzers.Sql;

namespace IdempiereStyleCache.Analyzers.Tests;

/// <summary>SQL that changes a cached table behind the caches' back. Which tables a text changes is in <see cref="SqlChangesTests"/>.</summary>
public class ISC0009Tests
{
    private const string Dapper =
        """

        public static class SqlMapper
        {
            public static int Execute(this DbConnection cnn, string sql, object? param = null, DbTransaction? transaction = null) => 0;
            public static Task<int> ExecuteAsync(this DbConnection cnn, string sql, object? param = null) => Task.FromResult(0);
        }
        public static class Ef { public static int ExecuteSql(this object database, FormattableString sql) => 0; }
        [POModel("M_Traced", HasTriggers = true)] public partial class MTraced { [POKey] public partial int M_Traced_ID { get; } }
        """;

    [Fact]
    public Task An_update_is_reported_at_the_text() => Reports(
        """connection.Execute([|"UPDATE M_Product SET Price = 0"|]);""",
        "This SQL changes M_Product, whose records MProduct keeps in a cache, and no cache hears of it: call MarkChanged(\"M_Product\") on the transaction, or declare HasTriggers on MProduct");

    [Theory]
    [InlineData("""connection.Execute([|"insert into m_product (Name) values ('x')"|]);""")]
    [InlineData("""connection.Execute([|"DELETE FROM public.M_Product WHERE M_Product_ID = @id"|], new { id });""")]
    [InlineData("""connection.Execute([|"TRUNCATE TABLE M_Product"|]);""")]
    [InlineData("""connection.ExecuteAsync([|"UPDATE M_Product SET Price = 0"|]).Wait();""")]
    [InlineData("""connection.Execute([|$"UPDATE M_Product SET Price = {id}"|]);""")]
    [InlineData("""connection.Execute([|$"UPDATE {MProduct.TableName} SET Price = 0"|]);""")]
    [InlineData("""connection.Execute([|"UPDATE M_Product " + "SET Price = 0"|]);""")]
    [InlineData("""connection.Execute([|"UPDATE " + MProduct.TableName + " SET Price = 0"|]);""")]
    [InlineData("""connection.Execute([|id > 3 ? "UPDATE M_Product SET Price = 0" : "SELECT 1"|]);""")]
    [InlineData("""string sql = "UPDATE M_Product SET Price = 0"; connection.Execute([|sql|]);""")]
    [InlineData("""string sql; if (id > 3) { sql = "SELECT 1"; } else { sql = "DELETE FROM M_Product"; } connection.Execute([|sql|]);""")]
    [InlineData("""const string Sql = "UPDATE M_Product SET Price = 0"; connection.Execute([|Sql|]);""")]
    [InlineData("""connection.ExecuteSql([|$"UPDATE M_Product SET Price = {id}"|]);""")]
    [InlineData("""using DbCommand command = connection.CreateCommand(); command.CommandText = [|"UPDATE M_Product SET Price = 0"|]; command.ExecuteNonQuery();""")]
    [InlineData("""foreach (int one in new[] { 1, 2 }) { Action run = () => connection.Execute([|"UPDATE M_Product SET Price = 0"|]); run(); }""")]
    public Task Every_way_of_executing_it_is_seen(string code) => Reports(code);

    [Theory]
    [InlineData("""trx.Connection.Execute("UPDATE M_Product SET Price = 0"); trx.MarkChanged(MProduct.TableName);""")]
    [InlineData("""trx.MarkChanged("m_product", id); trx.Connection.Execute("UPDATE M_Product SET Price = 0");""")]
    [InlineData("""connection.Execute("UPDATE M_Product SET Price = 0"); CacheNode.Current.Bus.Reset("M_Product");""")]
    [InlineData("""connection.Execute("UPDATE M_Product SET Price = 0"); CacheNode.Current.Bus.Reset();""")]
    [InlineData("""connection.Execute("UPDATE M_Product SET Price = 0"); connection.Execute("INSERT INTO isc_invalidation (table_name) VALUES ('M_Product')");""")]
    [InlineData("""connection.Execute("UPDATE M_Product SET Price = 0; INSERT INTO shop_invalidation (table_name) VALUES ('*')");""")]
    [InlineData("""foreach (string table in new[] { "M_Product" }) { connection.Execute("UPDATE M_Product SET Price = 0"); trx.MarkChanged(table); }""")]
    public Task It_is_silent_where_the_caches_are_told(string code) => Reports(code);

    [Theory]
    [InlineData("""trx.MarkChanged("C_Order"); connection.Execute([|"UPDATE M_Product SET Price = 0"|]);""")]
    [InlineData("""CacheNode.Current.Bus.Reset("M_Product"); connection.Execute([|"UPDATE M_Product SET Price = 0"|]);""")]
    [InlineData("""connection.Execute([|"UPDATE M_Product SET Price = 0"|]); connection.Execute("INSERT INTO isc_invalidation (table_name) VALUES ('C_Order')");""")]
    public Task Telling_of_another_table_or_before_the_statement_does_not_count(string code) => Reports(code);

    [Theory]
    [InlineData("""connection.Execute("SELECT * FROM M_Product");""")]
    [InlineData("""connection.Execute("UPDATE AD_Log SET Text = ''");""")]
    [InlineData("""connection.Execute("UPDATE M_Traced SET Name = ''");""")]
    [InlineData("""connection.Execute("UPDATE M_Unknown SET Name = ''");""")]
    [InlineData("""connection.Execute("CREATE TABLE M_Product (Name text)"); connection.Execute("INSERT INTO M_Product (Name) VALUES ('x')");""")]
    [InlineData("""Console.WriteLine("UPDATE M_Product SET Price = 0");""")]
    [InlineData("""connection.Execute("SELECT 'UPDATE M_Product SET Price = 0' -- DELETE FROM M_Product");""")]
    public Task Reads_uncached_tables_tables_with_triggers_and_mere_text_are_not_reported(string code) => Reports(code);

    private static Task Reports(string code, params string[] messages) => RuleCheck.ReportsAsync(
        new HandWrittenSqlAnalyzer(), HandWrittenSqlAnalyzer.DiagnosticId, $$"""class C { void F(DbConnection connection, Trx trx, int id) { {{code}} } }{{Dapper}}""", messages);
}
