using System.Reflection;
using Microsoft.Data.SqlClient;

namespace IdempiereStyleCache.SqlServer.Tests;

/// <summary>Makes errors of SqlClient, which has no public way to: by its constructors of version 2.</summary>
internal static class SqlClientErrors
{
    private const BindingFlags Inner = BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic;

    public static SqlException Make(int number, string message = "told by a test")
    {
        SqlErrorCollection errors = (SqlErrorCollection)typeof(SqlErrorCollection).GetConstructor(Inner, [])!.Invoke([]);
        ConstructorInfo constructor = typeof(SqlError).GetConstructors(Inner).First(c => c.GetParameters().Length == 8 && c.GetParameters()[0].ParameterType == typeof(int));
        object error = constructor.Invoke([number, (byte)1, (byte)13, "server", message, "", 1, null]);
        typeof(SqlErrorCollection).GetMethod("Add", Inner)!.Invoke(errors, [error]);
        return (SqlException)typeof(SqlException).GetMethod("CreateException", Inner, [typeof(SqlErrorCollection), typeof(string)])!.Invoke(null, [errors, "16.00"])!;
    }
}
