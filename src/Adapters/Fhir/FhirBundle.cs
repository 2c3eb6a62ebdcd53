using System.Globalization;

namespace ZioExchange.Adapters.Fhir;

/// <summary>Builds the answer: a Bundle of type collection, entries in the order of adding, every fullUrl made from the seed.</summary>
/// <remarks>Same seed and same keys, same bytes. Not safe for several threads.</remarks>
public sealed class FhirBundle
{
    private const string UriIdentifier = "urn:ietf:rfc:3986";

    private readonly FhirTypes _types;
    private readonly byte[] _seed;
    private readonly FhirObject _bundle;
    private readonly HashSet<string> _urls = [];
    private bool _hasOutcome;

    /// <param name="types">The type table.</param>
    /// <param name="seed">See <see cref="FhirUuid"/>: what it may hold.</param>
    public FhirBundle(FhirTypes types, ReadOnlySpan<byte> seed)
    {
        ArgumentNullException.ThrowIfNull(types);
        (_types, _seed) = (types, seed.ToArray());
        _bundle = types.New("Bundle").Put("type", "collection");
    }

    public int Count => _urls.Count;

    /// <summary>The fullUrl of the entry with this key, added already or yet to come: for references.</summary>
    public string UrlOf(string key) => FhirUuid.Urn(_seed, key);

    /// <summary>Adds a resource; the answer is its fullUrl.</summary>
    /// <exception cref="FhirShapeException">The key was used before, or this is no resource.</exception>
    public string Add(string key, FhirObject resource)
    {
        var url = UrlOf(key);
        if (!_urls.Add(url))
        {
            throw new FhirShapeException("Two entries of a bundle have one key.");
        }

        var entry = _bundle.Child("entry").Put("fullUrl", url);
        entry.Attach("resource", resource);
        return url;
    }

    /// <summary>Adds the Provenance of what one source gave.</summary>
    /// <param name="key">Of this entry.</param>
    /// <param name="source">Who gave it.</param>
    /// <param name="targets">fullUrls of the entries that came from it; at least one.</param>
    public string AddProvenance(string key, FhirSource source, IEnumerable<string> targets)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(targets);
        var provenance = _types.New("Provenance");
        foreach (var target in targets)
        {
            provenance.Child("target").Put("reference", target);
        }

        PutRecorded(provenance, source.Recorded);
        foreach (var policy in source.Policies)
        {
            provenance.Put("policy", policy);
        }

        provenance.Child("agent").Child("who").Child("identifier").Put("system", source.System).Put("value", source.Value);
        if (source.DocumentHash is { } hash)
        {
            provenance.Child("entity").Put("role", "source").Child("what").Child("identifier")
                .Put("system", UriIdentifier).Put("value", "urn:sha256:" + hash);
        }

        return Add(key, provenance);
    }

    /// <summary>Adds the one OperationOutcome that says what is missing.</summary>
    /// <exception cref="FhirShapeException">There is one already.</exception>
    public void SetOutcome(FhirObject outcome)
    {
        if (_hasOutcome)
        {
            throw new FhirShapeException("A bundle has one OperationOutcome.");
        }

        _hasOutcome = true;
        Add("outcome", outcome);
    }

    /// <summary>The bundle as it stands; later additions show in it.</summary>
    public FhirObject Resource => _bundle;

    private void PutRecorded(FhirObject provenance, DateTimeOffset? recorded)
    {
        if (recorded is { } moment)
        {
            provenance.Put("recorded", moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture));
        }
        else
        {
            provenance.TryPutAbsent("recorded", "unknown", _types);
        }
    }
}
