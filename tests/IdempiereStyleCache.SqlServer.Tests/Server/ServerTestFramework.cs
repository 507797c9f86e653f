using System.Data;
using System.Reflection;
using System.Runtime.CompilerServices;
using Dapper;
using IdempiereStyleCache.Specs;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestFramework(typeof(IdempiereStyleCache.SqlServer.Tests.ServerTestFramework))]

namespace IdempiereStyleCache.SqlServer.Tests;

/// <summary>Without a server, of each class of tests that needs one a single test is found: it is skipped with the reason, and stands for the class.</summary>
public sealed class ServerTestFramework : XunitTestFramework
{
    [ModuleInitializer]
    internal static void SendTimesAsDateTime2() => SqlMapper.AddTypeMap(typeof(DateTime), DbType.DateTime2);

    protected override ITestFrameworkDiscoverer CreateDiscoverer(Assembly assembly) => new Discoverer(new XunitTestAssembly(assembly, null, assembly.GetName().Version));

    protected override ITestFrameworkExecutor CreateExecutor(Assembly assembly) => new Executor(new XunitTestAssembly(assembly, null, assembly.GetName().Version));

    private sealed class Executor(IXunitTestAssembly assembly) : XunitTestFrameworkExecutor(assembly)
    {
        protected override ITestFrameworkDiscoverer CreateDiscoverer() => new Discoverer(TestAssembly);
    }

    private sealed class Discoverer(IXunitTestAssembly assembly) : XunitTestFrameworkDiscoverer(assembly)
    {
        protected override async ValueTask<bool> FindTestsForType(
            IXunitTestClass testClass, ITestFrameworkDiscoveryOptions discoveryOptions, Func<ITestCase, ValueTask<bool>> discoveryCallback)
        {
            if (SqlServerSpecDatabase.Server is not null || !typeof(DatabaseSpecs<SqlServerSpecDatabase>).IsAssignableFrom(testClass.Class))
            {
                return await base.FindTestsForType(testClass, discoveryOptions, discoveryCallback);
            }

            List<ITestCase> found = [];
            await base.FindTestsForType(testClass, discoveryOptions, test =>
            {
                found.Add(test);
                return new(true);
            });

            // One with parameters would be skipped once for each set of them.
            return await discoveryCallback(found.OfType<IXunitTestCase>().First(static test => test.TestMethod.Parameters.Count == 0));
        }
    }
}
