using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange;

/// <summary>Writes the inputs of a decision as a case in the form of law/case.schema.json, so that it can be decided again from the log.</summary>
/// <remarks>Holds birth date, persons by pseudonym and grants: it stands only inside the encrypted part of a log entry.</remarks>
internal static class RecordedCase
{
    public static string Write(DecisionRequest request, ChildFacts facts, DateTimeOffset at)
    {
        var output = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("id", "recorded");
            json.WriteString("now", RecordedGrants.Instant(at));
            RecordedFacts.Write(json, facts, request.Purpose);
            RecordedGrants.Write(json, facts.Grants.Where(grant => grant.Purpose == request.Purpose && grant.Source == request.Source));
            WriteRequest(json, request);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void WriteRequest(Utf8JsonWriter json, DecisionRequest request)
    {
        json.WriteStartObject("request");
        json.WriteString("party", request.Party.Code);
        json.WriteString("org", request.Organisation.Value);
        json.WriteString("role", request.Role.Code);
        json.WriteString("purpose", request.Purpose.Code);
        json.WriteString("source_party", request.SourceParty.Code);
        json.WriteString("source_org", request.Source.Value);
        json.WriteStartArray("categories");
        foreach (var category in request.Categories)
        {
            json.WriteStringValue(category.Code);
        }

        json.WriteEndArray();
        json.WriteString("mode", request.Mode is RequestMode.BreakGlass ? "BREAK_GLASS" : "NORMAL");
        json.WriteString("channel", request.Channel switch { RequestChannel.Push => "PUSH", RequestChannel.EusPull => "EUS_PULL", _ => "BROKER_POINT_TO_POINT" });
        WriteGate(json, "school_request", request.SchoolRequest);
        WriteGate(json, "arrangement_application", request.ArrangementApplication);
        WriteGate(json, "parent_inzage_done", request.ParentInzageDone);
        WriteGate(json, "parent_agrees", request.ParentAgrees);
        WriteGate(json, "enrolled_or_registered", request.EnrolledOrRegistered);
        if (request.CellSize is { } cell)
        {
            json.WriteNumber("cell_size", cell);
        }

        if (request.Justification is not null)
        {
            json.WriteString("justification", "recorded");   // that there was one decides; its words stay with the exchange
        }

        if (request.ServiceMonth is { } month)
        {
            json.WriteString("service_period", month.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        }

        if (request.LogOf is { } logOf)
        {
            json.WriteString("log_of_org", logOf.Value);
        }

        json.WriteEndObject();
    }

    private static void WriteGate(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } known)
        {
            json.WriteBoolean(name, known);
        }
    }
}
