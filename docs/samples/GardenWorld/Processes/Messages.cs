namespace GardenWorld;

/// <summary>What the first process asks of the second.</summary>
internal enum Wish
{
    /// <summary>Read the product in a request.</summary>
    Request,

    /// <summary>Read the product outside any request again and again, until it has the price or something else is asked.</summary>
    Watch,

    /// <summary>Give the product the price.</summary>
    Change,
}

/// <summary>A question to the second process: a line of JSON.</summary>
/// <param name="Number">Counts the questions; the answer repeats it.</param>
/// <param name="Wish">What is asked.</param>
/// <param name="Key">The key of the price.</param>
/// <param name="Price">The price to give the product, or to wait for.</param>
internal sealed record Question(int Number, Wish Wish, ProductPriceKey Key, decimal Price);

/// <summary>Its answer: a line of JSON.</summary>
/// <param name="Number">The number of the question; 0 when the process has started.</param>
/// <param name="Price">The price of the product, as the second process sees it.</param>
/// <param name="Weight">The weight, likewise.</param>
/// <param name="Begun">When it began, by the clock that all processes of a machine share.</param>
/// <param name="Done">When it was done: the value was read, or the commit had returned.</param>
/// <param name="Error">What went wrong; null for nothing.</param>
internal sealed record Answer(int Number, decimal? Price, decimal? Weight, long Begun, long Done, string? Error = null);
