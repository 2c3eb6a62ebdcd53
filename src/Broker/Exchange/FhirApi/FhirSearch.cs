using System.Globalization;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Exchange.FhirApi;

/// <summary>The parameters of a search, read strictly: one that is not known would widen the answer if it were passed over.</summary>
internal sealed class FhirSearch(IFormCollection form)
{
    private readonly List<FieldFault> _faults = [];

    public IReadOnlyList<FieldFault> Faults => _faults;

    public FhirSearch Only(params ReadOnlySpan<string> names)
    {
        foreach (var (name, values) in form)
        {
            if (!names.Contains(name) && name is not ("_count" or "_format"))
            {
                _faults.Add(new FieldFault(name.Length <= 64 ? name : "parameter", "BAD_REQUEST", "Not a parameter of this search."));
            }
            else if (values.Count > 1)
            {
                _faults.Add(new FieldFault(name, "BAD_REQUEST", "Once."));
            }
        }

        return this;
    }

    public string? Text(string name) => form.TryGetValue(name, out var values) && values is [{ Length: > 0 } text] ? text : null;

    /// <summary>A token <c>system|value</c>; null and a fault when it is not of that form.</summary>
    public (string System, string Value)? Token(string name)
    {
        if (Text(name) is { Length: <= 256 } text && text.LastIndexOf('|') is var bar && bar > 0 && bar < text.Length - 1)
        {
            return (text[..bar], text[(bar + 1)..]);
        }

        _faults.Add(new FieldFault(name, "BAD_REQUEST", "Required: system|value."));
        return null;
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

        _faults.Add(new FieldFault("_count", "BAD_REQUEST", "A whole number above zero."));
        return 50;
    }
}
