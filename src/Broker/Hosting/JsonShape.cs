using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ZioExchange.Broker.Hosting;

/// <summary>Reads what others send as one of our types, and names every member at fault at once by its JSON pointer (RFC 6901), not only the first that a parser stumbles on.</summary>
internal static class JsonShape
{
    /// <summary>Longest text, in characters, of a member that does not say otherwise (<see cref="MaxLengthAttribute"/>).</summary>
    public const int LongestText = 256;

    /// <summary>Longest list, likewise.</summary>
    public const int LongestList = 64;

    private const int MostFaults = 20;
    private const string Code = "BAD_REQUEST";

    private static readonly JsonSerializerOptions Given = BrokerJson.Given;

    /// <param name="at">Pointer to where it stands; empty for a whole body.</param>
    /// <returns>Null with at least one fault.</returns>
    public static T? Read<T>(JsonElement given, string at, List<FieldFault> faults)
        where T : class
    {
        var before = faults.Count;
        Check(given, typeof(T), at, faults);
        if (faults.Count > before)
        {
            return null;
        }

        try
        {
            return given.Deserialize<T>(Given);
        }
        catch (JsonException)
        {
            faults.Add(new FieldFault(at, Code, Expected(typeof(T))));
            return null;
        }
    }

    private static void Check(JsonElement given, Type type, string at, List<FieldFault> faults, int? most = null)
    {
        var shape = Given.GetTypeInfo(type);
        if (shape.Kind is JsonTypeInfoKind.Object)
        {
            Members(given, shape, at, faults);
        }
        else if (ItemOf(type) is { } item && given.ValueKind is JsonValueKind.Array)
        {
            if (given.GetArrayLength() > (most ?? LongestList))
            {
                faults.Add(new FieldFault(at, Code, $"At most {most ?? LongestList} items."));
            }

            Items(given, item, at, faults);
        }
        else if (type == typeof(string) && given.ValueKind is JsonValueKind.String && IsLonger(given.GetString()!, most ?? LongestText))
        {
            faults.Add(new FieldFault(at, Code, $"At most {most ?? LongestText} characters."));
        }
        else if (!Fits(given, shape))
        {
            faults.Add(new FieldFault(at, Code, Expected(type)));
        }
    }

    private static void Members(JsonElement given, JsonTypeInfo shape, string at, List<FieldFault> faults)
    {
        if (given.ValueKind is not JsonValueKind.Object)
        {
            faults.Add(new FieldFault(at, Code, Expected(shape.Type)));
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in given.EnumerateObject())
        {
            if (faults.Count >= MostFaults)
            {
                return;
            }

            if (shape.Properties.FirstOrDefault(property => property.Name == member.Name) is not { } known)
            {
                faults.Add(new FieldFault(IsName(member.Name) ? $"{at}/{member.Name}" : at, Code, $"Not a member here. Known are {string.Join(", ", shape.Properties.Select(property => property.Name))}."));
            }
            else if (!seen.Add(member.Name))
            {
                faults.Add(new FieldFault($"{at}/{member.Name}", Code, "Once."));
            }
            else if (member.Value.ValueKind is not JsonValueKind.Null)
            {
                Check(member.Value, known.PropertyType, $"{at}/{member.Name}", faults, MostOf(known));
            }
            else if (!MayBeNull(known))
            {
                faults.Add(new FieldFault($"{at}/{member.Name}", Code, "Not null. " + Expected(known.PropertyType)));
            }
        }

        faults.AddRange(shape.Properties.Where(property => property.IsRequired && !seen.Contains(property.Name)).Select(property => new FieldFault($"{at}/{property.Name}", Code, "Required. " + Expected(property.PropertyType))));
    }

    private static void Items(JsonElement given, Type item, string at, List<FieldFault> faults)
    {
        foreach (var (value, number) in given.EnumerateArray().Select((value, number) => (value, number)))
        {
            if (faults.Count >= MostFaults)
            {
                return;
            }

            if (value.ValueKind is JsonValueKind.Null)
            {
                faults.Add(new FieldFault($"{at}/{number}", Code, "Not null. " + Expected(item)));
            }
            else
            {
                Check(value, item, $"{at}/{number}", faults);
            }
        }
    }

    private static bool Fits(JsonElement given, JsonTypeInfo shape)
    {
        try
        {
            _ = given.Deserialize(shape);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Counted as JSON Schema counts: a sign that takes two places in memory is one.</summary>
    public static bool IsLonger(string text, int most) => text.Length > most && text.EnumerateRunes().Count() > most;

    private static int? MostOf(JsonPropertyInfo member) => member.AttributeProvider?.GetCustomAttributes(typeof(MaxLengthAttribute), inherit: false).OfType<MaxLengthAttribute>().FirstOrDefault()?.Length;

    private static bool MayBeNull(JsonPropertyInfo member) => member.PropertyType == typeof(JsonElement) || Nullable.GetUnderlyingType(member.PropertyType) is not null
        || (!member.PropertyType.IsValueType && (member.AssociatedParameter?.IsNullable ?? member.IsSetNullable));

    private static Type? ItemOf(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    /// <summary>A name that tells nothing but itself: what else a client took for one may be a value, and no value is sent back.</summary>
    private static bool IsName(string text) => text.Length is > 0 and <= 40 && text.All(char.IsAsciiLetter);

    private static string Expected(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var text when text == typeof(string) => "A text.",
        var number when number == typeof(Identified) => $"system|value, or an object of system and value, of at most {LongestText} characters each.",
        var day when day == typeof(DateOnly) => "A day, such as 2026-11-24.",
        var instant when instant == typeof(DateTimeOffset) => "An instant with its offset, such as 2026-11-24T09:00:00Z.",
        var sign when sign == typeof(bool) => "true or false.",
        var whole when whole == typeof(int) || whole == typeof(long) => "A whole number.",
        var list when ItemOf(list) is not null => "A list.",
        _ => "An object of the form that /openapi.json tells.",
    };
}
