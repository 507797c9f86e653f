namespace GardenWorld;

/// <summary>Who is told what happens: a reader at a terminal, or a program that reads JSON.</summary>
internal interface IOutput
{
    /// <summary>Runs something that may make the data set, and shows how far it is.</summary>
    Task<T> WithProgressAsync<T>(Func<ISeedProgress, Task<T>> work);

    /// <summary>The database is open and the data set complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="madeIn">How long it took to make the data set; null when the file held it.</param>
    /// <param name="summary">What is in it.</param>
    void Opened(string path, TimeSpan? madeIn, DataSummary summary);

    /// <summary>The orders were priced in every way.</summary>
    void Priced(PricingComparison pricing);

    /// <summary>The steps that follow are those of two processes.</summary>
    void Meeting(SharedShop shop);

    /// <summary>A step of the demonstration ended.</summary>
    void Shown(StepResult step);

    /// <summary>Everything was done.</summary>
    /// <param name="held">Whether every total agreed and every check held.</param>
    void Ended(bool held);

    /// <summary>It cannot be done; the message is one line that says why.</summary>
    void Failed(string message);
}
