using System.Globalization;
using System.Text.Json;

namespace ZioExchange.Consent.Policies;

/// <summary>One object of a policy file. Every read field is ticked off; <see cref="Finish"/> reports the others. Faults gather, nothing throws.</summary>
internal sealed class StrictRecord(string label, JsonElement item, List<string> faults)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public void Fault(string what) => faults.Add($"{label}: {what}");

    public string Text(string name)
    {
        var value = OptionalText(name);
        if (string.IsNullOrWhiteSpace(value))
        {
            Fault($"'{name}' is missing or empty.");
        }

        return value ?? string.Empty;
    }

    public string? OptionalText(string name)
    {
        if (!Find(name, out var value))
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.String)
        {
            return value.GetString();
        }

        Fault($"'{name}' must be text.");
        return null;
    }

    public bool Flag(string name, bool? otherwise = null)
    {
        if (!Find(name, out var value) && otherwise is not null)
        {
            return otherwise.Value;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Fault($"'{name}' must be true or false.");
        return false;
    }

    /// <summary>A whole number between two bounds, both included; the lowest when it is wrong.</summary>
    public int Number(string name, int lowest, int highest)
    {
        if (Find(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) && number >= lowest && number <= highest)
        {
            return number;
        }

        Fault($"'{name}' must be a whole number from {lowest} to {highest}.");
        return lowest;
    }

    public DateOnly? OptionalDay(string name)
    {
        if (OptionalText(name) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        Fault($"'{name}' must be a date such as 2027-01-01.");
        return null;
    }

    /// <summary>A list of texts; absent is empty when that is allowed.</summary>
    public IReadOnlyList<string> Texts(string name, bool mayBeEmpty)
    {
        var texts = new List<string>();
        if (Find(name, out var value) && value.ValueKind is JsonValueKind.Array)
        {
            foreach (var element in value.EnumerateArray())
            {
                if (element.ValueKind is not JsonValueKind.String || string.IsNullOrWhiteSpace(element.GetString()))
                {
                    Fault($"'{name}' must hold texts only.");
                }
                else if (texts.Contains(element.GetString()!))
                {
                    Fault($"'{name}' names {element.GetString()} twice.");
                }
                else
                {
                    texts.Add(element.GetString()!);
                }
            }
        }
        else if (!mayBeEmpty || Find(name, out _))
        {
            Fault($"'{name}' must be a list.");
            return texts;
        }

        if (texts.Count == 0 && !mayBeEmpty)
        {
            Fault($"'{name}' is empty.");
        }

        return texts;
    }

    /// <summary>An object with <c>nl</c> and <c>en</c>, both filled.</summary>
    public Wording Wording(string name)
    {
        if (!Find(name, out var value) || value.ValueKind is not JsonValueKind.Object)
        {
            Fault($"'{name}' must be an object with nl and en.");
            return new(string.Empty, string.Empty);
        }

        var inner = new StrictRecord($"{label} {name}", value, faults);
        var wording = new Wording(inner.Text("nl"), inner.Text("en"));
        inner.Finish();
        return wording;
    }

    /// <summary>An upper-snake code read as an enum; the code list is the enum's own.</summary>
    public T Code<T>(string name)
        where T : struct, Enum => TryCode<T>(Text(name), out var value) ? value : Unknown<T>(name);

    public T CodeFlags<T>(string name)
        where T : struct, Enum
    {
        var sum = 0;
        foreach (var code in Texts(name, mayBeEmpty: true))
        {
            sum |= TryCode<T>(code, out var value) ? Convert.ToInt32(value, CultureInfo.InvariantCulture) : Convert.ToInt32(Unknown<T>($"{name} {code}"), CultureInfo.InvariantCulture);
        }

        return (T)Enum.ToObject(typeof(T), sum);
    }

    public void Finish()
    {
        foreach (var property in item.EnumerateObject())
        {
            if (!_read.Contains(property.Name))
            {
                Fault($"unknown field '{property.Name}'.");
            }
        }
    }

    private static bool TryCode<T>(string code, out T value)
        where T : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<T>())
        {
            if (JsonNamingPolicy.SnakeCaseUpper.ConvertName(candidate.ToString()) == code && Convert.ToInt32(candidate, CultureInfo.InvariantCulture) >= 0 && code != "NONE")
            {
                value = candidate;
                return true;
            }
        }

        value = default;
        return false;
    }

    private T Unknown<T>(string name)
        where T : struct, Enum
    {
        Fault($"'{name}' holds an unknown code.");
        return default;
    }

    private bool Find(string name, out JsonElement value)
    {
        _read.Add(name);
        return item.TryGetProperty(name, out value);
    }
}
