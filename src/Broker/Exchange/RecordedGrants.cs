using System.Globalization;
using System.Text.Json;
using ZioExchange.Consent.Grants;

namespace ZioExchange.Broker.Exchange;

/// <summary>Writes <c>consents</c> of a recorded case.</summary>
internal static class RecordedGrants
{
    public static void Write(Utf8JsonWriter json, IEnumerable<ConsentGrant> grants)
    {
        json.WriteStartArray("consents");
        foreach (var grant in grants)
        {
            json.WriteStartObject();
            json.WriteString("id", grant.Id);
            json.WriteString("granted_by", grant.GrantedBy.Value);
            json.WriteString("given_at", Instant(grant.GivenAt));
            if (grant.ValidFrom is { } from)
            {
                json.WriteString("valid_from", RecordedFacts.Day(from));
            }

            json.WriteString("valid_to", RecordedFacts.Day(grant.ValidThrough));
            json.WriteString("purpose", grant.Purpose.Code);
            json.WriteString("source_org", grant.Source.Value);
            WriteList(json, "recipient_orgs", grant.Recipients.Select(recipient => recipient.Value));
            WriteList(json, "categories", grant.Categories.Select(category => category.Code));
            if (grant.Replaces is { } person)
            {
                json.WriteString("replaces", person.Value);
            }

            WriteEvidence(json, grant.Evidence);
            WriteEvents(json, grant.Events);
            WriteInformed(json, grant.Informed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteEvidence(Utf8JsonWriter json, GrantEvidence evidence)
    {
        json.WriteStartObject("evidence");
        json.WriteString("method", evidence.Method switch
        {
            EvidenceMethod.Digid => "digid",
            EvidenceMethod.EHerkenning => "eherkenning",
            EvidenceMethod.PaperVerified => "paper_verified",
            EvidenceMethod.Assisted => "assisted",
            _ => "court_order",
        });
        json.WriteString("loa", evidence.Assurance switch
        {
            LevelOfAssurance.NotApplicable => "n.v.t.",
            LevelOfAssurance.EH3 => "EH3",
            LevelOfAssurance.EH4 => "EH4",
            var level => level.ToString().ToLowerInvariant(),
        });
        json.WriteString("text_version", evidence.TextVersion);
        json.WriteBoolean("separate_from_other_terms", evidence.SeparateFromOtherTerms);
        json.WriteBoolean("conditional_on_service", evidence.ConditionalOnService);
        json.WriteEndObject();
    }

    private static void WriteEvents(Utf8JsonWriter json, IReadOnlyList<ConsentEvent> events)
    {
        json.WriteStartArray("events");
        foreach (var happened in events)
        {
            json.WriteStartObject();
            json.WriteString("type", happened.Kind is ConsentEventKind.Withdrawn ? "WITHDRAWN" : "REFUSED");
            json.WriteString("at", Instant(happened.At));
            json.WriteString("by", happened.By.Value);
            if (happened.ConcernsEverything)
            {
                json.WriteString("scope", "ALL");
            }
            else
            {
                json.WriteStartObject("scope");
                WriteList(json, "categories", happened.Categories!.Select(category => category.Code));
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteInformed(Utf8JsonWriter json, IReadOnlyList<InformedPerson>? informed)
    {
        if (informed is not { Count: > 0 })
        {
            return;
        }

        json.WriteStartArray("informed");
        foreach (var told in informed)
        {
            json.WriteStartObject();
            json.WriteString("person", told.Person.Value);
            json.WriteString("at", Instant(told.At));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    internal static string Instant(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);
}
