using System.Collections.Frozen;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary>How the numbers of a naming system look, so that one organisation has one number whoever wrote it.</summary>
/// <remarks>
/// AGB: 8 digits; gemeentecode (CBS): 4 digits, of which a JSON number loses the leading zeros; SWV: without the dashes that some write (DEFINITIONS 7.1).
/// </remarks>
internal sealed class NumberForm
{
    private static readonly FrozenDictionary<string, NumberForm> Known = new NumberForm[]
    {
        new("agb-z", "http://fhir.nl/fhir/NamingSystem/agb-z", digits: 8),
        new("gemeentecode", "https://zioexchange.nl/fhir/NamingSystem/gemeentecode", digits: 4, padsInJson: true),
        new("swv", "https://zioexchange.nl/fhir/NamingSystem/swv", leftOut: "-"),
    }.SelectMany(form => new[] { KeyValuePair.Create(form._name, form), KeyValuePair.Create(form._system, form) }).ToFrozenDictionary(StringComparer.Ordinal);

    private readonly string _name;
    private readonly string _system;
    private readonly int _digits;
    private readonly bool _padsInJson;
    private readonly string _leftOut;

    private NumberForm(string name, string system, int digits = 0, bool padsInJson = false, string leftOut = "") =>
        (_name, _system, _digits, _padsInJson, _leftOut) = (name, system, digits, padsInJson, leftOut);

    /// <summary>Null when nothing is known of the form of this naming system's numbers.</summary>
    /// <param name="nameOrSystem">The last part of the system's address, or all of it.</param>
    public static NumberForm? Of(string nameOrSystem) => Known.GetValueOrDefault(nameOrSystem);

    /// <summary>The number as it is known everywhere; null when the text is no such number.</summary>
    public ReadOnlyMemory<char>? Read(ReadOnlyMemory<char> text, bool isXml)
    {
        var number = TextConversion.Strip(text, _leftOut);
        if (_digits == 0)
        {
            return number.IsEmpty ? default(ReadOnlyMemory<char>?) : number;
        }

        if (number.Span.IndexOfAnyExcept(Letters.Digits) >= 0)
        {
            return null;
        }

        return number.Length == _digits ? number
            : _padsInJson && !isXml && number.Length is > 0 and var length && length < _digits ? number.ToString().PadLeft(_digits, '0').AsMemory()
            : default(ReadOnlyMemory<char>?);   // not null: that would be memory of no characters
    }
}
