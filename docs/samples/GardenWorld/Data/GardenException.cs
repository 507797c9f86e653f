namespace GardenWorld;

/// <summary>Something that the user can put right; the message is the one line that they see.</summary>
internal sealed class GardenException(string message) : Exception(message);
