using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ZioExchange.Consent.Cases;

/// <summary>One JSON object of a case, read field by field; the first fault stops the case with the path of the field.</summary>
internal sealed partial class CaseObject
{
    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly string _path;

    public CaseObject(JsonElement item, string path)
    {
        _path = path;
        if (item.ValueKind is not JsonValueKind.Object)
        {
            throw new FormatException($"{(path.Length == 0 ? "case" : path.TrimEnd('.'))}: must be an object.");
        }

        foreach (var field in item.EnumerateObject())
        {
            var name = Unicode(() => field.Name) ?? throw new FormatException($"{(path.Length == 0 ? "case" : path.TrimEnd('.'))}: holds a field name that is not Unicode text.");
            if (!_fields.TryAdd(name, field.Value))
            {
                throw Fault(name, "stands here twice");
            }
        }
    }

    /// <summary>Null when the item has none that can be read.</summary>
    public static string? IdOf(JsonElement item) =>
        Unicode(() => item.ValueKind is JsonValueKind.Object && item.TryGetProperty("id", out var id) ? TextOf(id) : null);

    public string Text(string name) => OptionalText(name) ?? throw Fault(name, "is missing");

    public string? OptionalText(string name) =>
        !Find(name, out var value) ? null : TextOf(value) ?? throw Fault(name, "must be text");

    /// <summary>A field that must be there and may be null.</summary>
    public string? NullableText(string name, bool required = true)
    {
        if (!Find(name, out var value))
        {
            return required ? throw Fault(name, "is missing") : null;
        }

        return value.ValueKind is JsonValueKind.Null ? null : TextOf(value) ?? throw Fault(name, "must be text or null");
    }

    public bool? OptionalFlag(string name) =>
        !Find(name, out var value) ? null : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Fault(name, "must be true or false");

    public bool Flag(string name) => OptionalFlag(name) ?? throw Fault(name, "is missing");

    /// <summary>True, false or null, and it must be there.</summary>
    public bool? Tristate(string name) =>
        Find(name, out var value) && value.ValueKind is JsonValueKind.Null ? null : Flag(name);

    /// <summary>A whole number, also written as 10.0 or 1e1; one beyond what is counted here stands for the largest.</summary>
    public int? OptionalNumber(string name) =>
        !Find(name, out var value) ? null
        : value.ValueKind is JsonValueKind.Number && value.TryGetDecimal(out var number) && decimal.IsInteger(number) ? (int)Math.Clamp(number, int.MinValue, int.MaxValue)
        : throw Fault(name, "must be a whole number");

    public DateOnly Day(string name) => DayOf(name, Text(name));

    public DateOnly? OptionalDay(string name) => OptionalText(name) is { } text ? DayOf(name, text) : null;

    public DateOnly? NullableDay(string name) => NullableText(name) is { } text ? DayOf(name, text) : null;

    public DateTimeOffset Instant(string name) => InstantOf(name, Text(name));

    public DateTimeOffset? OptionalInstant(string name) => OptionalText(name) is { } text ? InstantOf(name, text) : null;

    /// <summary>A month such as 2026-06, as its first day.</summary>
    public DateOnly? OptionalMonth(string name) =>
        OptionalText(name) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month
        : throw Fault(name, "must be a month such as 2026-06");

    public T Choice<T>(string name, IReadOnlyDictionary<string, T> choices) =>
        choices.TryGetValue(Text(name), out var value) ? value : throw Fault(name, $"must be one of {string.Join(", ", choices.Keys)}");

    /// <param name="name">The field.</param>
    /// <param name="read">Reads one item; it gets its path for a fault.</param>
    /// <param name="required">Whether the list must be there.</param>
    /// <param name="most">How many items there may be.</param>
    public List<T> List<T>(string name, Func<JsonElement, string, T> read, bool required = true, int most = int.MaxValue)
    {
        var items = new List<T>();
        if (!Find(name, out var value))
        {
            return required ? throw Fault(name, "is missing") : items;
        }

        if (value.ValueKind is not JsonValueKind.Array)
        {
            throw Fault(name, "must be a list");
        }

        if (value.GetArrayLength() > most)
        {
            throw Fault(name, $"holds more than {most} items");
        }

        foreach (var element in value.EnumerateArray())
        {
            items.Add(read(element, $"{_path}{name}[{items.Count}]"));
        }

        return items;
    }

    public List<T> Texts<T>(string name, Func<string, T> make, bool required = true) =>
        List(name, (element, path) => make(TextOf(element) ?? throw new FormatException($"{path}: must be text.")), required);

    public CaseObject Object(string name) => OptionalObject(name) ?? throw Fault(name, "is missing");

    public CaseObject? OptionalObject(string name) => Find(name, out var value) ? new(value, $"{_path}{name}.") : null;

    /// <summary>An object whose content is not read here.</summary>
    public JsonElement? OptionalRaw(string name) =>
        !Find(name, out var value) ? null : value.ValueKind is JsonValueKind.Object ? value.Clone() : throw Fault(name, "must be an object");

    public bool IsText(string name, string expected) => Find(name, out var value) && TextOf(value) == expected;

    /// <summary>Every field that nobody asked for is a fault.</summary>
    public void Finish()
    {
        foreach (var name in _fields.Keys)
        {
            if (!_read.Contains(name))
            {
                throw Fault(name, "is an unknown field");
            }
        }
    }

    public FormatException Fault(string name, string what) => new($"{_path}{name}: {what}.");

    // RFC 3339, with a limit to how fine a moment may be.
    [GeneratedRegex(@"^(\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2})(?:(\.\d{1,7})\d{0,30})?([Zz]|[+-]\d{2}:\d{2})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex InstantShape { get; }

    private DateOnly DayOf(string name, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw Fault(name, "must be a date such as 2026-11-24");

    private DateTimeOffset InstantOf(string name, string text) =>
        InstantShape.Match(text) is { Success: true } shape
        && DateTimeOffset.TryParse($"{shape.Groups[1]}{shape.Groups[2]}{shape.Groups[3]}".ToUpperInvariant(), CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? instant
            : throw Fault(name, "must be a moment with its offset, such as 2026-11-24T10:00:00+01:00");

    private static string? TextOf(JsonElement value) => value.ValueKind is JsonValueKind.String ? Unicode(value.GetString) : null;

    // Half a surrogate pair is well-formed JSON and no text; System.Text.Json says so with this exception.
    private static string? Unicode(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private bool Find(string name, out JsonElement value)
    {
        _read.Add(name);
        return _fields.TryGetValue(name, out value);
    }
}
