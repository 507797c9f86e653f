namespace IdempiereStyleCache;

/// <summary>Puts back what a write changed in memory, when the write is rolled back.</summary>
internal interface ITrxUndo
{
    void Undo();
}
