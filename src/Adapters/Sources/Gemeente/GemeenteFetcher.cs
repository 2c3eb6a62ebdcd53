using System.Text.Json;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Sources.Gemeente.Ggk;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Adapters.Sources.Gemeente;

/// <summary>Asks a gemeente for its iJw messages about a child, by BSN in the body. One document a message, oldest first.</summary>
public sealed class GemeenteFetcher(HttpClient http, SourceLimits limits) : SourceFetcher(http, limits)
{
    /// <summary>Messages of one child; more is not an answer about one child.</summary>
    public const int MaxMessages = 500;

    private const string Family = "http://www.istandaarden.nl/ijw/";

    private static readonly string[] Scope = ["ID_BASIS", "BSN", "CONTACT", "GEZAG", "JEUGDHULP_BESCHIKKING", "VEILIGHEID"];

    public override SourceKind Kind => SourceKind.Gemeente;

    private protected override async Task<IReadOnlyList<SourceDocument>> AskAsync(ExchangePermit permit, SourceCall call, SourceChildKey key)
    {
        if (!permit.NamesAny(Scope) || await call.PostAsync("ijw/_zoek", BsnQuestion.Of(key)) is not { } answer)
        {
            return [];
        }

        using var list = JsonSubject.Parse(answer);
        var messages = list.RootElement.TryGetProperty("berichten", out var found) && found.ValueKind is JsonValueKind.Array
            ? found
            : throw call.Fault(SourceFailure.BadAnswer);

        return messages.GetArrayLength() <= MaxMessages
            ? [.. messages.EnumerateArray().Select(message => Checked(message, call, key))]
            : throw call.Fault(SourceFailure.TooLarge);
    }

    private static SourceDocument Checked(JsonElement message, SourceCall call, SourceChildKey key)
    {
        var document = Opened(Convert.FromBase64String(JsonSubject.Text(message, "bericht") ?? throw call.Fault(SourceFailure.BadAnswer)), call);
        var bsn = XmlSubject.Read(document.Content, space => space.StartsWith(Family, StringComparison.Ordinal), "Bericht", "Client", "Bsn");

        return bsn is null ? throw call.Fault(SourceFailure.BadAnswer)
            : key.Names(bsn) ? document
            : throw call.Fault(SourceFailure.OtherChild);
    }

    /// <summary>The message, out of its envelope when it stands in one. The envelope says who sent it, never about whom it is.</summary>
    private static SourceDocument Opened(byte[] content, SourceCall call)
    {
        try
        {
            return GgkUnwrapping.Unwrap(new SourceDocument("ijw", content, SourceCall.Xml));
        }
        catch (SourceRefusedException)
        {
            throw call.Fault(SourceFailure.BadAnswer);
        }
    }
}
