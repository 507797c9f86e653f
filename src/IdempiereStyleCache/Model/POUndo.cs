namespace IdempiereStyleCache;

/// <summary>
/// Puts an object's bookkeeping back when its save is rolled back. Holds the object weakly: a long transaction must not keep everything that it
/// saved, and an object that nobody holds needs nothing put back.
/// </summary>
internal sealed class POUndo(PO po, POBookkeeping before) : ITrxUndo
{
    private readonly WeakReference<PO> _po = new(po);

    public void Undo()
    {
        if (_po.TryGetTarget(out PO? po))
        {
            po.PutBack(before);
        }
    }
}
