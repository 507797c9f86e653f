using System.Globalization;
using IdempiereStyleCache.ModelRules.Models;
using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.ModelRules;

/// <summary>Reads from its attributes which cache a class has.</summary>
internal static class CacheChoiceReader
{
    private const int UsualMaxRows = 100_000;

    public static CacheChoice Read(INamedTypeSymbol type, AttributeData model, KnownTypes known, ProblemList problems)
    {
        AttributeData? copy = KnownTypes.AttributeOf(type, known.CopyCacheAttribute);
        AttributeData? full = KnownTypes.AttributeOf(type, known.FullTableCacheAttribute);
        AttributeData? limits = KnownTypes.AttributeOf(type, known.POCacheAttribute);
        bool isCached = PropertyMarks.Named(model, "IsCached") is not false;
        foreach (AttributeData? choice in new[] { copy, full, limits })
        {
            if (!isCached && choice is not null)
            {
                problems.AddTo(choice, type, $"cannot be both {PropertyMarks.Display(choice)} and declared with IsCached = false: remove one");
            }
        }

        if (full is not null && (copy ?? limits) is { } other)
        {
            problems.AddTo(other, type, $"cannot be both [FullTableCache] and {PropertyMarks.Display(other)}: a full-table cache holds every record, frozen; remove one");
        }

        return new CacheChoice
        {
            IsCached = isCached,
            IsCopyCached = copy is not null,
            MaxRows = full is null ? null : Number(full, "MaxRows", UsualMaxRows, least: 1, type, problems),
            MaxSize = limits is null ? 0 : Number(limits, "MaxSize", 0, least: 0, type, problems),
            AbsoluteExpiration = Time(limits, "AbsoluteExpiration", type, problems),
            IdleExpiration = Time(limits, "IdleExpiration", type, problems),
            MissCapacity = limits is not null && PropertyMarks.Named(limits, "MissCapacity") is int ? Number(limits, "MissCapacity", 0, least: 0, type, problems) : null,
        };
    }

    private static int Number(AttributeData attribute, string name, int usual, int least, INamedTypeSymbol type, ProblemList problems)
    {
        int number = PropertyMarks.Named(attribute, name) as int? ?? usual;
        if (number < least)
        {
            problems.AddTo(attribute, type, $"has {name} = {number.ToString(CultureInfo.InvariantCulture)}: use {least.ToString(CultureInfo.InvariantCulture)} or more");
        }

        return number;
    }

    private static long Time(AttributeData? attribute, string name, INamedTypeSymbol type, ProblemList problems)
    {
        if (attribute is null || PropertyMarks.Named(attribute, name) is not string text)
        {
            return 0;
        }

        if (TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out TimeSpan time) && time > TimeSpan.Zero)
        {
            return time.Ticks;
        }

        problems.AddTo(attribute, type, $"has {name} = \"{text}\", which is no time above zero: write it as \"01:00:00\" for an hour");
        return 0;
    }
}
