namespace GardenWorld;

/// <summary>Is told how far the making of the data is.</summary>
internal interface ISeedProgress
{
    /// <summary>A new kind of record begins.</summary>
    /// <param name="what">What is being made.</param>
    /// <param name="count">How many there will be.</param>
    void Begin(string what, int count);

    /// <summary>One record was made.</summary>
    void Advance();
}
