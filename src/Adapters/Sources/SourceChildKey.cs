namespace ZioExchange.Adapters.Sources;

/// <summary>The number by which a source files the child: a pupil number, a dossier number of an SWV, or a BSN. Prints as stars.</summary>
public sealed class SourceChildKey
{
    /// <summary>Naming system of the BSN: such a key travels in a body, never in an address.</summary>
    public const string BsnSystem = "http://fhir.nl/fhir/NamingSystem/bsn";

    private readonly string _value;

    /// <param name="system">Naming system of the number.</param>
    /// <param name="value">1 to 64 characters without control characters, and not only dots: an address would swallow those.</param>
    /// <exception cref="ArgumentException">The value is not of that form. The message does not hold it.</exception>
    public SourceChildKey(string system, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(system);
        ArgumentException.ThrowIfNullOrEmpty(value);

        if (value.Length > 64 || value.Any(char.IsControl) || value.All(character => character == '.'))
        {
            throw new ArgumentException("The key of a child at a source is 1 to 64 printable characters.", nameof(value));
        }

        (System, _value) = (system, value);
    }

    public string System { get; }

    /// <summary>True for a BSN, and for a number in another system that could be one: nine digits that pass the elfproef.</summary>
    /// <remarks>A school that files its pupils by BSN under the name of pupil number must not put that number in an address through us.</remarks>
    public bool LooksLikeBsn => System == BsnSystem || PassesElfproef(_value);

    /// <summary>The number itself. For the request to its own source and for the check of the answer.</summary>
    public string Reveal() => _value;

    /// <summary>True when a document names this child. Letter by letter, no trimming.</summary>
    public bool Names(string? value) => string.Equals(_value, value, StringComparison.Ordinal);

    public override string ToString() => "*********";

    // Weights 9..2 and then -1; the sum must be a multiple of 11.
    private static bool PassesElfproef(string text)
    {
        if (text.Length != 9 || !text.All(char.IsAsciiDigit))
        {
            return false;
        }

        var sum = -(text[8] - '0');
        for (var i = 0; i < 8; i++)
        {
            sum += (9 - i) * (text[i] - '0');
        }

        return sum % 11 == 0;
    }
}
