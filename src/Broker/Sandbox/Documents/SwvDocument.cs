using System.Text.Json.Nodes;

namespace ZioExchange.Broker.Sandbox.Documents;

/// <summary>Writes what an SWV holds. Format: schemas/sources/swv.schema.json. No BSN stands in it: an SWV has no title to one.</summary>
public static class SwvDocument
{
    /// <exception cref="InvalidOperationException">The child has no SWV (cluster 1 and 2).</exception>
    public static byte[] Write(SandboxRegion region, SandboxChild child)
    {
        var swv = child.Swv ?? throw new InvalidOperationException("This child has no samenwerkingsverband.");
        var calendar = region.Calendar;
        var record = RecordParts.Head("zioexchange-swv", region, child, swv, region.Organisation(swv).Identifier);

        if (child.Requests.Count > 0)
        {
            record["verzoek"] = Request(region, child.Requests[0]);
        }

        record["tlv"] = child.SchoolOfRecord == SandboxOrganisations.SchoolSo ? DocumentText.Array(Tlv(region, child, swv)) : [];
        record["arrangementen"] = DocumentText.Array(Arrangement(calendar, child));
        record["deskundigenadviezen"] = DocumentText.Array(
            Advice("da-1", calendar.YearStart.AddMonths(-3), "orthopedagoog", "Feline Breinbalk", "Speciaal onderwijs past bij wat dit kind nodig heeft."),
            Advice("da-2", calendar.YearStart.AddMonths(-2), "psycholoog", "Joost-Adriel Peilstok", "Kleine groep met vaste begeleiding geadviseerd."));
        record["ondersteuningsbehoefte"] = RecordParts.Needs();
        record["gezin"] = RecordParts.ThirdPersons();
        return record.Bytes();
    }

    private static JsonObject Request(SandboxRegion region, SandboxRequest request) => new()
    {
        ["identifier"] = RecordParts.Identifier(request.Reference),
        ["soort"] = request.Purpose,
        ["ontvangenOp"] = DateOnly.FromDateTime(request.MadeAt.UtcDateTime).Iso(),
        ["school"] = RecordParts.Identifier(region.Organisation(request.School).Identifier),
    };

    private static JsonObject Tlv(SandboxRegion region, SandboxChild child, string swv) => new()
    {
        ["nummer"] = SwvText.TlvNumber(region, child, swv),
        ["categorie"] = SwvText.TlvCategory(child),
        ["schoolsoort"] = child.Facts.School.Value.Type is "SO" ? "SO" : "VSO",
        ["besluitdatum"] = SwvText.TlvBegin(region.Calendar).AddDays(-30).Iso(),
        ["begin"] = SwvText.TlvBegin(region.Calendar).Iso(),
        ["einde"] = SwvText.TlvEnd(region.Calendar).Iso(),
        ["status"] = "geldig",
    };

    private static JsonObject Arrangement(SandboxCalendar calendar, SandboxChild child) => new()
    {
        ["nummer"] = $"ARR-{calendar.YearStart.Year}-{child.Reference}",
        ["kenmerk"] = SwvText.Arrangement,
        ["besluitdatum"] = calendar.YearStart.AddDays(-20).Iso(),
        ["begin"] = calendar.YearStart.Iso(),
        ["einde"] = calendar.YearEnd.Iso(),
        ["omvang"] = new JsonObject { ["aantal"] = 2, ["eenheid"] = "uur", ["per"] = "week" },
    };

    private static JsonObject Advice(string id, DateOnly day, string discipline, string expert, string conclusion) => new()
    {
        ["id"] = id,
        ["datum"] = day.Iso(),
        ["discipline"] = discipline,
        ["deskundige"] = new JsonObject { ["naam"] = expert, ["rol"] = discipline },
        ["conclusie"] = conclusion,
    };
}
