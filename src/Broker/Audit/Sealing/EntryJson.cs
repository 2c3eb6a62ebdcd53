using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Audit.Sealing;

/// <summary>An entry as canonical JSON, without its actor, and back. Shape: schemas/audit/entry.v1.json.</summary>
/// <remarks>
/// In two texts: what may be shown to who may read the entry, and what is withheld even then (which child it is within the log, and the recorded inputs
/// of a decision, which hold the family's facts). The first names the salted hash of the second, so that it can be opened to others without it.
/// Written member by member in canonical order, several times faster than by serialising, reading and sorting; a test holds both side by side.
/// </remarks>
internal static class EntryJson
{
    private const int Usual = 2048;

    private static ReadOnlySpan<byte> WithheldName => "withheld"u8;

    private const string Moment = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz";   // as System.Text.Json writes it

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,   // canonical form decides; this is not HTML
        Converters =
        {
            new JsonStringEnumConverter(),
            new CodeConverter<ChildReference>(text => new(text), value => value.Value),
            new CodeConverter<OrganisationId>(text => new(text), value => value.Value),
            new CodeConverter<Purpose>(text => new(text), value => value.Code),
            new CodeConverter<Role>(text => new(text), value => value.Code),
            new CodeConverter<DataCategory>(text => new(text), value => value.Code),
        },
    };

    /// <summary>The text that may be shown.</summary>
    /// <param name="withheld">The salted hash of <see cref="WriteWithheld"/>, Base64; null when nothing is withheld, or when it does not matter.</param>
    public static byte[] Write(AuditEntry entry, string? withheld)
    {
        var output = new ArrayBufferWriter<byte>(Usual);
        var json = new CanonicalObject(output);
        json.Pairs("categoriesDenied"u8, entry.CategoriesDenied, "category"u8, denied => denied.Category.Code, "reasonCode"u8, denied => denied.ReasonCode);
        json.Texts("categoriesPermitted"u8, entry.CategoriesPermitted, category => category.Code);
        json.Texts("categoriesRequested"u8, entry.CategoriesRequested, category => category.Code);
        json.Texts("consentIds"u8, entry.ConsentIds, id => id);
        json.Text("decisionId"u8, entry.DecisionId);
        json.Map("details"u8, entry.Details);
        json.Text("justificationHash"u8, entry.JustificationHash);
        json.Text("kind"u8, entry.Kind.ToString());
        json.Text("legalBasis"u8, entry.LegalBasis);
        json.Pairs("manifest"u8, entry.Manifest, "elementPath"u8, line => line.ElementPath, "ruleId"u8, line => line.RuleId);
        json.Text("matrixRow"u8, entry.MatrixRow);
        json.Text("mode"u8, entry.Mode);
        json.Text("moment"u8, entry.Moment.ToString(Moment, CultureInfo.InvariantCulture));
        json.Texts("obligations"u8, entry.Obligations, obligation => obligation);
        json.Text("outcome"u8, entry.Outcome.ToString());
        json.Text("policyVersion"u8, entry.PolicyVersion);
        json.Text("profile"u8, entry.Profile);
        json.Text("purpose"u8, entry.Purpose?.Code);
        json.Text("reasonCode"u8, entry.ReasonCode);
        json.Text("recipient"u8, entry.Recipient?.Value);
        json.Text("requestId"u8, entry.RequestId);
        json.Text("role"u8, entry.Role?.Code);
        json.Text("source"u8, entry.Source?.Value);
        json.Text("traceId"u8, entry.TraceId);
        json.Text(WithheldName, withheld);
        json.End();
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The text that is withheld; null for an entry that has nothing of the kind.</summary>
    public static byte[]? WriteWithheld(AuditEntry entry)
    {
        if (entry.Child is null && entry.Replay is null)
        {
            return null;
        }

        var output = new ArrayBufferWriter<byte>(Usual + (entry.Replay?.Length ?? 0));
        var json = new CanonicalObject(output);
        json.Text("child"u8, entry.Child?.Value);
        json.Text("replay"u8, entry.Replay);
        json.End();
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Whether a text that was shown names this hash of what is withheld: the last member, so nothing else can look like it.</summary>
    public static bool Names(ReadOnlySpan<byte> shown, string withheld)
    {
        var end = new ArrayBufferWriter<byte>(Usual);
        var json = new CanonicalObject(end);
        json.Text(WithheldName, withheld);
        json.End();
        return shown.EndsWith(end.WrittenSpan[1..]);
    }

    public static byte[] Write(AuditActor actor)
    {
        var output = new ArrayBufferWriter<byte>(Usual);
        var json = new CanonicalObject(output);
        json.Text("assuranceLevel"u8, actor.AssuranceLevel);
        json.Text("authenticationMethod"u8, actor.AuthenticationMethod);
        json.Text("onBehalfOf"u8, actor.OnBehalfOf);
        json.Text("organisation"u8, actor.Organisation?.Value);
        json.Text("pseudonym"u8, actor.Pseudonym);
        json.Text("role"u8, actor.Role);
        json.End();
        return output.WrittenSpan.ToArray();
    }

    public static AuditEntry ReadEntry(OpenedText text)
    {
        var entry = JsonSerializer.Deserialize<AuditEntry>(text.Shown.Span, Options)!;
        var withheld = text.Withheld is { } rest ? JsonSerializer.Deserialize<Withheld>(rest.Span, Options) : null;
        return withheld is null ? entry : entry with { Child = withheld.Child, Replay = withheld.Replay };
    }

    public static AuditActor ReadActor(OpenedText text) => JsonSerializer.Deserialize<AuditActor>(text.Shown.Span, Options)!;

    private sealed record Withheld(ChildReference? Child, string? Replay);

    private sealed class CodeConverter<T>(Func<string, T> read, Func<T, string> write) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => read(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value) ?? "");
    }
}
