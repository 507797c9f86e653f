namespace GardenWorld;

/// <summary>Progress that nobody watches.</summary>
internal sealed class SilentProgress : ISeedProgress
{
    public void Begin(string what, int count)
    {
    }

    public void Advance()
    {
    }
}
