using System.Globalization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Exchange.FhirApi;

/// <summary>The parameters of a search, read strictly: one that is not known would widen the answer if it were passed over.</summary>
/// <param name="given">As posted, or as a cursor kept them.</param>
/// <param name="after">The last resource of the page before; null on the first page.</param>
/// <param name="isLenient">Whether the caller asked that parameters that are not known are passed over; the answer then says which.</param>
internal sealed class FhirSearch(IEnumerable<KeyValuePair<string, StringValues>> given, string? after, bool isLenient)
{
    private readonly Dictionary<string, StringValues> _given = new(given, StringComparer.Ordinal);
    private readonly List<FieldFault> _faults = [];
    private readonly List<FieldFault> _ignored = [];

    public IReadOnlyList<FieldFault> Faults => _faults;

    public IReadOnlyList<FieldFault> Ignored => _ignored;

    public string? After => after;

    /// <summary><c>Prefer: handling=lenient</c> (RFC 7240; FHIR R4 search, handling errors).</summary>
    public static bool AsksLenience(HttpRequest request) => request.Headers["Prefer"].SelectMany(value => (value ?? string.Empty).Split(',', ';'))
        .Any(preference => NameValueHeaderValue.TryParse(preference, out var named) && named.Name.Equals("handling", StringComparison.OrdinalIgnoreCase) && named.GetUnescapedValue().Equals("lenient", StringComparison.OrdinalIgnoreCase));

    public FhirSearch Only(params ReadOnlySpan<string> names)
    {
        foreach (var name in _given.Keys)
        {
            if (!names.Contains(name) && name is not ("_count" or "_format"))
            {
                (isLenient ? _ignored : _faults).Add(new FieldFault(name.Length <= 64 ? name : "parameter", "BAD_REQUEST", "Not a parameter of this search."));
            }
        }

        return this;
    }

    public void Wrong(string name, string expected) => _faults.Add(new FieldFault(name, "BAD_REQUEST", expected));

    /// <summary>All values of a parameter that may stand more than once; an empty one counts for nothing.</summary>
    public IEnumerable<string> All(string name) => _given.TryGetValue(name, out var values) ? values.OfType<string>().Where(value => value.Length > 0) : [];

    /// <summary>A fault when it stands more than once.</summary>
    public string? Text(string name)
    {
        var values = All(name).ToList();
        if (values.Count > 1)
        {
            Wrong(name, "Once.");
        }

        return values.FirstOrDefault();
    }

    /// <summary>A token <c>system|value</c>; null and a fault when it is not of that form.</summary>
    public (string System, string Value)? Token(string name)
    {
        if (Text(name) is { Length: <= 256 } text && !text.Contains(',', StringComparison.Ordinal) && text.LastIndexOf('|') is var bar && bar > 0 && bar < text.Length - 1)
        {
            return (text[..bar], text[(bar + 1)..]);
        }

        Wrong(name, "Required: one system|value.");
        return null;
    }

    /// <summary>Codes of one system, any of which will do: <c>a,b</c> or <c>system|a</c>. Null when none was asked for; a fault for one that the system does not have.</summary>
    public IReadOnlySet<string>? Codes(string name, string system, params ReadOnlySpan<string> known)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var token in text.Split(','))
        {
            var code = token.StartsWith(system + '|', StringComparison.Ordinal) ? token[(system.Length + 1)..] : token;
            if (!known.Contains(code))
            {
                Wrong(name, $"One or more of {string.Join(", ", known)}, with commas between, each with {system}| before it or without.");
                break;
            }

            codes.Add(code);
        }

        return codes;
    }

    /// <summary>1 to 100, 50 when absent.</summary>
    public int Count()
    {
        if (Text("_count") is not { } text)
        {
            return 50;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0)
        {
            return Math.Min(count, 100);
        }

        Wrong("_count", "A whole number above zero.");
        return 50;
    }
}
