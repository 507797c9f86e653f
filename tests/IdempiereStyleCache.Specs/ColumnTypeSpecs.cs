using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace IdempiereStyleCache.Specs;

/// <summary>Every kind of column gives back what was put in, at its extremes too.</summary>
public abstract class ColumnTypeSpecs<TDatabase> : DatabaseSpecs<TDatabase>
    where TDatabase : SpecDatabase, new()
{
    private static readonly Guid s_guid = new("c94b5061-a217-4695-ac25-acc073085605");

    private static readonly Dictionary<string, Case> s_cases = new()
    {
        ["bool true"] = Of(p => { p.Boolean = true; p.NBoolean = true; }, p => (p.Boolean, p.NBoolean), (true, (bool?)true)),
        ["bool false"] = Of(p => { p.Boolean = false; p.NBoolean = false; }, p => (p.Boolean, p.NBoolean), (false, (bool?)false)),
        ["byte max"] = Of(p => { p.Byte = byte.MaxValue; p.NByte = byte.MaxValue; }, p => (p.Byte, p.NByte), (byte.MaxValue, (byte?)byte.MaxValue)),
        ["sbyte min"] = Of(p => { p.SByte = sbyte.MinValue; p.NSByte = sbyte.MinValue; }, p => (p.SByte, p.NSByte), (sbyte.MinValue, (sbyte?)sbyte.MinValue)),
        ["short min"] = Of(p => { p.Int16 = short.MinValue; p.NInt16 = short.MinValue; }, p => (p.Int16, p.NInt16), (short.MinValue, (short?)short.MinValue)),
        ["ushort max"] = Of(p => { p.UInt16 = ushort.MaxValue; p.NUInt16 = ushort.MaxValue; }, p => (p.UInt16, p.NUInt16), (ushort.MaxValue, (ushort?)ushort.MaxValue)),
        ["int min"] = Of(p => { p.Int32 = int.MinValue; p.NInt32 = int.MinValue; }, p => (p.Int32, p.NInt32), (int.MinValue, (int?)int.MinValue)),
        ["int max"] = Of(p => { p.Int32 = int.MaxValue; p.NInt32 = int.MaxValue; }, p => (p.Int32, p.NInt32), (int.MaxValue, (int?)int.MaxValue)),
        ["uint max"] = Of(p => { p.UInt32 = uint.MaxValue; p.NUInt32 = uint.MaxValue; }, p => (p.UInt32, p.NUInt32), (uint.MaxValue, (uint?)uint.MaxValue)),
        ["long min"] = Of(p => { p.Int64 = long.MinValue; p.NInt64 = long.MinValue; }, p => (p.Int64, p.NInt64), (long.MinValue, (long?)long.MinValue)),
        ["long max"] = Of(p => { p.Int64 = long.MaxValue; p.NInt64 = long.MaxValue; }, p => (p.Int64, p.NInt64), (long.MaxValue, (long?)long.MaxValue)),
        ["ulong max"] = Of(p => { p.UInt64 = ulong.MaxValue; p.NUInt64 = ulong.MaxValue; }, p => (p.UInt64, p.NUInt64), (ulong.MaxValue, (ulong?)ulong.MaxValue)),
        ["decimal max"] = Decimals(decimal.MaxValue),
        ["decimal min"] = Decimals(decimal.MinValue),
        ["decimal of 28 decimals"] = Decimals(-1.2345678901234567890123456789m),
        ["decimal smallest"] = Decimals(0.0000000000000000000000000001m),
        ["decimal money"] = Decimals(19.90m),
        ["decimal zero"] = Decimals(0.00m),
        ["float"] = Of(p => { p.Single = float.MinValue; p.NSingle = float.Epsilon; }, p => (p.Single, p.NSingle), (float.MinValue, (float?)float.Epsilon)),
        ["double"] = Of(p => { p.Double = double.MaxValue; p.NDouble = double.Epsilon; }, p => (p.Double, p.NDouble), (double.MaxValue, (double?)double.Epsilon)),
        ["double, not short"] = Of(p => { p.Double = 0.1 + 0.2; p.NDouble = -1 / 3d; }, p => (p.Double, p.NDouble), (0.1 + 0.2, (double?)(-1 / 3d))),
        ["char"] = Of(p => { p.Char = 'ß'; p.NChar = ' '; }, p => (p.Char, p.NChar), ('ß', (char?)' ')),
        ["char that looks like a number"] = Of(p => { p.Char = '7'; p.NChar = '0'; }, p => (p.Char, p.NChar), ('7', (char?)'0')),
        ["text empty"] = Texts(""),
        ["text of many scripts"] = Texts("Käfer 🌳 木 \u202Eabc\r\n\t'\"]; --"),
        ["text that looks like a number"] = Texts("007"),
        ["text long"] = Texts(new string('é', 100_000)),
        ["Guid"] = Of(p => { p.Guid = s_guid; p.NGuid = s_guid; }, p => (p.Guid, p.NGuid), (s_guid, (Guid?)s_guid)),
        ["Guid empty"] = Of(p => { p.Guid = Guid.Empty; p.NGuid = Guid.AllBitsSet; }, p => (p.Guid, p.NGuid), (Guid.Empty, (Guid?)Guid.AllBitsSet)),
        ["DateTime max"] = Times(DateTime.MaxValue),
        ["DateTime min"] = Times(DateTime.MinValue),
        ["DateTime with ticks"] = Times(new DateTime(2026, 2, 28, 23, 59, 59).AddTicks(1200)),
        ["DateTime UTC keeps its numbers"] = Times(new DateTime(2026, 7, 1, 12, 0, 0, DateTimeKind.Utc)),
        ["DateTimeOffset max"] = Offsets(DateTimeOffset.MaxValue),
        ["DateTimeOffset min"] = Offsets(DateTimeOffset.MinValue),
        ["DateTimeOffset west"] = Offsets(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(-9.5)).AddTicks(7)),
        ["DateOnly"] = Of(p => { p.DateOnly = DateOnly.MaxValue; p.NDateOnly = DateOnly.MinValue; }, p => (p.DateOnly, p.NDateOnly), (DateOnly.MaxValue, (DateOnly?)DateOnly.MinValue)),
        ["TimeOnly"] = new(
            p => { p.TimeOnly = TimeOnly.MaxValue; p.NTimeOnly = TimeOnly.MinValue; },
            p => (p.TimeOnly, p.NTimeOnly),
            e => ((TimeOnly)e.Stored(TimeOnly.MaxValue), (TimeOnly?)TimeOnly.MinValue)),
        ["TimeSpan max"] = Spans(TimeSpan.MaxValue),
        ["TimeSpan min"] = Spans(TimeSpan.MinValue),
        ["TimeSpan negative"] = Spans(new TimeSpan(-1, -2, -3, -4, -5)),
        ["bytes empty"] = Bytes([]),
        ["bytes"] = Bytes([0, 255, 39, 0]),
        ["bytes long"] = Bytes([.. Enumerable.Range(0, 100_000).Select(i => (byte)i)]),
        ["enum"] = Of(p => { p.Season = Season.Autumn; p.NSeason = Season.Autumn; }, p => (p.Season, p.NSeason), (Season.Autumn, (Season?)Season.Autumn)),
        ["enum as text"] = Of(p => { p.SeasonText = Season.Autumn; p.NSeasonText = Season.Autumn; }, p => (p.SeasonText, p.NSeasonText), (Season.Autumn, (Season?)Season.Autumn)),
    };

    public static TheoryData<string> CaseNames => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public async Task A_value_comes_back_as_it_was_inserted_and_as_it_was_updated(string name)
    {
        CreateTable<MAllTypes>();
        (Action<MAllTypes> set, Func<MAllTypes, object?> get, Func<SpecDatabase, object?> value) = s_cases[name];
        MAllTypes inserted = new();
        set(inserted);
        if (!CanStore(value(Engine)))
        {
            await Assert.ThrowsAsync<POMappingException>(() => SavedAsync(inserted));
            return;
        }

        await SavedAsync(inserted);
        MAllTypes updated = await SavedAsync(new MAllTypes());
        set(updated);
        using (Node.Use())
        {
            // A default value is no change: nothing to write then.
            await updated.SaveAsync();
        }

        Assert.Equal(value(Engine), get((await LoadAsync<int, MAllTypes>(inserted.All_Types_ID))!));
        Assert.Equal(value(Engine), get((await LoadAsync<int, MAllTypes>(updated.All_Types_ID, isAsync: false))!));
    }

    [Fact]
    public async Task Every_nullable_column_gives_null_back()
    {
        CreateTable<MAllTypes>();
        MAllTypes saved = await SavedAsync(new MAllTypes());

        MAllTypes loaded = (await LoadAsync<int, MAllTypes>(saved.All_Types_ID))!;

        POModelInfo model = Model<int, MAllTypes>();
        Assert.Equal(23, model.Columns.Count(c => c.IsNullable));
        Assert.All(model.Columns, (column, i) => Assert.Equal(column.IsNullable, loaded.GetOldValue(column.PropertyName) is null));
    }

    [Fact]
    public async Task A_column_can_be_set_to_null_again()
    {
        CreateTable<MAllTypes>();
        MAllTypes saved = await SavedAsync(new MAllTypes { NBytes = [1], NText = "x", NDecimal = 1, NDateTime = DateTime.MaxValue });
        saved.NBytes = null;
        saved.NText = null;
        saved.NDecimal = null;
        saved.NDateTime = null;
        await SavedAsync(saved);

        MAllTypes loaded = (await LoadAsync<int, MAllTypes>(saved.All_Types_ID))!;

        Assert.Equal((null, null, null, null), (loaded.NBytes, loaded.NText, loaded.NDecimal, loaded.NDateTime));
    }

    [Theory]
    [InlineData("Decimal", "decimal")]
    [InlineData("Guid", "guid")]
    [InlineData("DateTime", "time")]
    [InlineData("DateTimeOffset", "offset")]
    [InlineData("DateOnly", "date")]
    [InlineData("TimeOnly", "clock")]
    [InlineData("TimeSpan", "span")]
    [InlineData("UInt64", "ulong")]
    [InlineData("Boolean", "bool")]
    [InlineData("Char", "char")]
    [InlineData("Bytes", "bytes")]
    public async Task A_statement_of_the_application_finds_what_the_framework_stored(string column, string kind)
    {
        CreateTable<MAllTypes>();
        MAllTypes stored = await SavedAsync(new MAllTypes
        {
            Decimal = 19.90m,
            Guid = s_guid,
            DateTime = new DateTime(2026, 1, 2, 3, 4, 5).AddTicks(100),
            DateTimeOffset = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)),
            DateOnly = new DateOnly(2026, 1, 2),
            TimeOnly = new TimeOnly(3, 4, 5, 6),
            TimeSpan = TimeSpan.FromMinutes(-1.5),
            UInt64 = ulong.MaxValue,
            Boolean = true,
            Char = '7',
            Bytes = [1, 2],
        });
        object value = Engine.Parameter(kind switch
        {
            "decimal" => stored.Decimal,
            "guid" => stored.Guid,
            "time" => stored.DateTime,
            "offset" => stored.DateTimeOffset,
            "date" => stored.DateOnly,
            "clock" => stored.TimeOnly,
            "span" => stored.TimeSpan,
            "ulong" => stored.UInt64,
            "bool" => stored.Boolean,
            "char" => stored.Char,
            _ => stored.Bytes.ToArray(),
        });
        string condition = $"{Engine.Quote(column)} = @value";

        Assert.Equal(1, Scalar<int>($"SELECT COUNT(*) FROM All_Types WHERE {condition}", new { value }));
        Assert.Single(await QueryAsync<MAllTypes>(new POQueryText(condition, new { value })));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_number_that_is_none_is_refused_by_name_or_comes_back(bool isSingle)
    {
        CreateTable<MAllTypes>();
        MAllTypes record = isSingle ? new MAllTypes { Single = float.NaN } : new MAllTypes { Double = double.NaN };

        // A database that can store it gives it back; SQLite cannot.
        Exception? refused = await Record.ExceptionAsync(async () => await SavedAsync(record));

        if (refused is null)
        {
            MAllTypes loaded = (await LoadAsync<int, MAllTypes>(record.All_Types_ID))!;
            Assert.True(float.IsNaN(loaded.Single) || double.IsNaN(loaded.Double));
        }
        else
        {
            Assert.Contains(isSingle ? "MAllTypes.Single = NaN" : "MAllTypes.Double = NaN", Assert.IsType<POMappingException>(refused).Message, StringComparison.Ordinal);
        }
    }

    private bool CanStore(object? values) =>
        values is not ITuple parts || Enumerable.Range(0, parts.Length).All(i => parts[i] is not { } value || Engine.CanStore(value));

    private static Case Of(Action<MAllTypes> set, Func<MAllTypes, object?> get, object? value) => new(set, get, _ => value);

    private static Case Decimals(decimal value) => Of(p => { p.Decimal = value; p.NDecimal = value; }, p => (p.Decimal, p.NDecimal), (value, (decimal?)value));

    private static Case Texts(string value) => Of(p => { p.Text = value; p.NText = value; }, p => (p.Text, p.NText), (value, (string?)value));

    private static Case Times(DateTime value) => new(
        p => { p.DateTime = value; p.NDateTime = value; },
        p => (p.DateTime, p.NDateTime, p.DateTime.Kind),
        e => ((DateTime)e.Stored(value), (DateTime?)e.Stored(value), DateTimeKind.Unspecified));

    // Compared with their offsets, which equality of DateTimeOffset leaves out.
    private static Case Offsets(DateTimeOffset value) => new(
        p => { p.DateTimeOffset = value; p.NDateTimeOffset = value; },
        p => $"{p.DateTimeOffset:O} {p.NDateTimeOffset:O}",
        e => $"{e.Stored(value):O} {e.Stored(value):O}");

    private static Case Spans(TimeSpan value) => new(
        p => { p.TimeSpan = value; p.NTimeSpan = value; },
        p => (p.TimeSpan, p.NTimeSpan),
        e => ((TimeSpan)e.Stored(value), (TimeSpan?)e.Stored(value)));

    private static Case Bytes(ImmutableArray<byte> value) =>
        Of(p => { p.Bytes = value; p.NBytes = value; }, p => $"{Hex(p.Bytes)},{Hex(p.NBytes!.Value)}", $"{Hex(value)},{Hex(value)}");

    private static string Hex(ImmutableArray<byte> bytes) => Convert.ToHexString(bytes.AsSpan());

    /// <param name="Set">Sets a column in both its forms.</param>
    /// <param name="Get">Reads both.</param>
    /// <param name="Value">What must come back from the engine.</param>
    private sealed record Case(Action<MAllTypes> Set, Func<MAllTypes, object?> Get, Func<SpecDatabase, object?> Value);
}
