namespace IdempiereStyleCache.Tests;

/// <summary>A record whose hooks write down when they ran, and fail when they are told to.</summary>
[POModel("C_Invoice")]
public sealed partial class MInvoice
{
    [POKey]
    public partial int C_Invoice_ID { get; }

    public partial string Name { get; set; }

    [Children]
    public partial POList<MInvoiceLine> Lines { get; }

    /// <summary>Where hooks of this test's flow write down that they ran.</summary>
    public static AsyncLocal<Action<string, MInvoice>?> Hook { get; } = new();

    protected internal override void BeforeSave(bool isNew) => Hook.Value?.Invoke(isNew ? "before insert" : "before update", this);

    protected internal override void AfterSave(bool isNew) => Hook.Value?.Invoke(isNew ? "after insert" : "after update", this);

    protected internal override void BeforeDelete() => Hook.Value?.Invoke("before delete", this);

    protected internal override void AfterDelete() => Hook.Value?.Invoke("after delete", this);
}

[POModel("C_InvoiceLine")]
public sealed partial class MInvoiceLine
{
    [POKey]
    public partial int C_InvoiceLine_ID { get; }

    [ParentKey(typeof(MInvoice))]
    public partial int C_Invoice_ID { get; set; }

    public partial decimal Amount { get; set; }
}
