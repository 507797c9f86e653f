using System.Globalization;

namespace IdempiereStyleCache;

/// <summary>Makes a key that the application gave in another whole-number type, or as text of one, the type that the caches use.</summary>
internal static class RecordKeyConversion
{
    /// <summary>The key in the given type; null when something would be lost.</summary>
    public static object? Convert(object key, Type type)
    {
        if (key.GetType() == type)
        {
            return key;
        }

        bool isWhole = key is string or sbyte or byte or short or ushort or int or uint or long or ulong || (key is decimal number && decimal.IsInteger(number));
        if (!isWhole || !type.IsPrimitive)
        {
            return null;
        }

        try
        {
            // There and back, because a conversion rounds.
            object converted = System.Convert.ChangeType(key, type, CultureInfo.InvariantCulture);
            return key.Equals(System.Convert.ChangeType(converted, key.GetType(), CultureInfo.InvariantCulture)) ? converted : null;
        }
        catch (Exception e) when (e is FormatException or OverflowException or InvalidCastException)
        {
            return null;
        }
    }
}
