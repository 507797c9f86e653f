using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.Analyzers.Flow;

/// <summary>The rules that follow objects through a method.</summary>
internal static class FlowRules
{
    public static readonly DiagnosticDescriptor ChangesCached = Rule.Create(
        "ISC0001",
        "A cached object is changed",
        "'{0}' is shared by everybody who reads {1} from the cache ({2}); changing it throws at run time. Change an editable one: GetCopy.",
        DiagnosticSeverity.Warning,
        "What a cache hands out is frozen and shared. Take an editable copy with GetCopy, change that and save it.");

    public static readonly DiagnosticDescriptor SavesCached = Rule.Create(
        "ISC0002",
        "A cached object is saved or deleted",
        "'{0}' is shared by everybody who reads {1} from the cache ({2}); {3} throws at run time. Save or delete an editable one: GetCopy.",
        DiagnosticSeverity.Warning,
        "What a cache hands out is frozen and shared: Save and Delete throw, whether or not it was changed. Take an editable copy with GetCopy.");

    public static readonly DiagnosticDescriptor NeedlessCopy = Rule.Create(
        "ISC0006",
        "A copy is made and never changed",
        "This copy is never changed or saved: {0} gives the shared object without copying",
        DiagnosticSeverity.Info,
        "GetCopy copies the record and its children. Where nothing is changed, Get reads the same from the shared object.");

    public static readonly DiagnosticDescriptor SharesEditable = Rule.Create(
        "ISC0007",
        "An editable object is shared",
        "An editable {0} is kept in '{1}', where several threads reach it. Keep its key and call Get, or freeze it with MarkImmutable first.",
        DiagnosticSeverity.Warning,
        "An editable object belongs to one flow of code at a time, and no invalidation reaches it. What lives long and is shared must come from a cache.");

    public static readonly DiagnosticDescriptor ReadsPastTrx = Rule.Create(
        "ISC0008",
        "A table that the transaction wrote is read without the transaction",
        "'{0}' has written {1}, and {2} without it reads what was committed before. Pass the transaction: {2}(..., {0}).",
        DiagnosticSeverity.Warning,
        "Without the transaction Get reads committed records: what the transaction itself wrote is not among them.");

    public static readonly DiagnosticDescriptor OutdatedAfterCommit = Rule.Create(
        "ISC0010",
        "A cached object from before a commit is used after it",
        "'{0}' was taken from the cache before the commit that changed {1}, and stays as it was. Get it again to see what was committed.",
        DiagnosticSeverity.Info,
        "A cached object is a record as it was when it was read. After a commit Get returns another object with the new values.");
}
