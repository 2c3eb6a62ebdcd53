using System.Globalization;
using System.Text.Json;
using ZioExchange.Consent.Authority;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Exchange;

/// <summary>Writes <c>child</c>, <c>authority</c> and <c>context</c> of a recorded case.</summary>
internal static class RecordedFacts
{
    public static void Write(Utf8JsonWriter json, ChildFacts facts, Purpose purpose)
    {
        json.WriteStartObject("child");
        json.WriteString("dob", Day(facts.BornOn));
        json.WriteString("capacity", facts.Capacity is Capacity.Capable ? "capable" : "incapable");
        json.WriteString("residence_municipality", facts.Residence?.Value ?? string.Empty);
        WriteSchool(json, facts.School);
        WriteMeasures(json, facts.Measures);
        WriteFlags(json, facts.Flags);
        json.WriteEndObject();

        // A case speaks of one purpose: a line that counts for another one only is no part of it (BW 1:265e).
        WriteAuthority(json, facts.Authority.Where(line => line.Matter is null || line.Matter == purpose));
        WriteContext(json, facts.Circumstances);
    }

    internal static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static void WriteSchool(Utf8JsonWriter json, SchoolPlacement school)
    {
        json.WriteStartObject("school");
        json.WriteString("org", school.Organisation?.Value);
        json.WriteString("type", school.Kind switch
        {
            SchoolKind.InstellingCluster1 => "INSTELLING_C1",
            SchoolKind.InstellingCluster2 => "INSTELLING_C2",
            SchoolKind.None => "GEEN",
            var kind => kind.ToString().ToUpperInvariant(),
        });
        json.WriteBoolean("enrolled", school.Enrolled);
        json.WriteString("swv", school.Swv?.Value);
        if (school.RegisteredAt is { } registered)
        {
            json.WriteString("registered_at", registered.Value);
        }

        json.WriteEndObject();
    }

    private static void WriteMeasures(Utf8JsonWriter json, IReadOnlyList<Measure> measures)
    {
        json.WriteStartArray("measures");
        foreach (var measure in measures)
        {
            json.WriteStartObject();
            json.WriteString("type", measure.Kind is MeasureKind.Ots ? "OTS" : "VOOGDIJ");
            json.WriteString("org", measure.Organisation.Value);
            json.WriteString("from", Day(measure.From));
            json.WriteString("to", measure.Through is { } last ? Day(last) : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFlags(Utf8JsonWriter json, ChildFlags flags)
    {
        (bool Set, string Name)[] marks = [(flags.ProtectedLocation, "PROTECTED_LOCATION"), (flags.Deceased, "DECEASED"), (flags.Conflict, "CONFLICT")];
        json.WriteStartArray("flags");
        IEnumerable<string> names =
        [
            .. marks.Where(mark => mark.Set).Select(mark => mark.Name),
            .. flags.Restricted.Select(category => "RESTRICTED:" + category.Code),
            .. flags.ObjectionPending.Select(purpose => "OBJECTION_PENDING:" + purpose.Code),
            .. flags.ObjectionRejected.Select(purpose => "OBJECTION_REJECTED:" + purpose.Code),
        ];
        foreach (var name in names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }

    private static void WriteAuthority(Utf8JsonWriter json, IEnumerable<AuthorityLine> lines)
    {
        json.WriteStartArray("authority");
        foreach (var line in lines)
        {
            json.WriteStartObject();
            json.WriteString("person", line.Person.Value);
            json.WriteString("relation", line.Relation switch
            {
                Relation.GecertificeerdeInstelling => "gecertificeerde_instelling",
                Relation.BijzondereCurator => "bijzondere_curator",
                var relation => relation.ToString().ToLowerInvariant(),
            });
            json.WritePropertyName("gezag");
            JsonSerializer.Serialize(json, line.Holds);
            json.WriteString("gezag_from", line.From is { } from ? Day(from) : null);
            json.WriteString("gezag_to", line.Through is { } through ? Day(through) : null);
            json.WriteStartArray("restrictions");
            if (line.ContactBan)
            {
                json.WriteStringValue("CONTACT_BAN");
            }

            json.WriteEndArray();
            json.WriteString("source", line.Source);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteContext(Utf8JsonWriter json, Circumstances context)
    {
        json.WriteStartObject("context");
        if (context.ResidenceSwv is { } swv)
        {
            json.WriteString("residence_swv", swv.Value);
        }

        if (context.AssessmentClosed is { } closed)
        {
            json.WriteString("assessment_closed", Day(closed));
        }

        if (context.MovedOn is { } moved)
        {
            json.WriteString("moved_on", Day(moved));
        }

        json.WriteEndObject();
    }
}
