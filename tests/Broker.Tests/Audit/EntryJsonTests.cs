using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Sealing;

namespace ZioExchange.Broker.Tests.Audit;

public sealed class EntryJsonTests
{
    private static readonly AuditEntry Whole = new()
    {
        Kind = AuditKind.Disclosure,
        Moment = new(2026, 11, 22, 13, 5, 0, 120, TimeSpan.Zero),
        TraceId = new string('a', 32),
        Outcome = AuditOutcome.Partial,
        RequestId = "r-1",
        DecisionId = "d-1",
        Child = new("child-1"),
        Actor = new AuditActor("who", "IB", new("school-1")) { OnBehalfOf = "other", AssuranceLevel = "HIGH", AuthenticationMethod = "é\u0001\"" },
        Source = new("swv-1"),
        Recipient = new("school-1"),
        Purpose = new("TLV_\"AANVRAAG\"\\"),
        Role = new("IB"),
        Mode = "NORMAL",
        JustificationHash = "00ff",
        MatrixRow = "M04",
        LegalBasis = "WPO 40 lid 3 – \u2028 \ud83d\ude00",
        PolicyVersion = "2026-11-01",
        Profile = "STRICT",
        ReasonCode = "tab\t, line\n, bell\u0007, half \ud83d of a pair",
        CategoriesRequested = [new("TLV"), new("OPP_KERN")],
        CategoriesPermitted = [new("TLV")],
        CategoriesDenied = [new(new("OPP_KERN"), "NO_CONSENT")],
        ConsentIds = ["c-2", "c-1"],
        GezagCheckId = "g-1",
        Manifest = [new("SWV-1", "ServiceRequest.occurrencePeriod.start")],
        Obligations = ["INFORM"],
        Details = new Dictionary<string, string> { ["é"] = "last", ["b"] = "two", ["B"] = "one" },
        Replay = """{"case":{"children":[{"id":"x\\y"}]}}""",
    };

    [Fact]
    public void AnEntryIsWrittenInTheFormOfTheCanonicaliserLetterByLetter()
    {
        var text = EntryJson.Write(Whole);

        Assert.Equal(Encoding.UTF8.GetString(CanonicalJson.Canonicalise(text)), Encoding.UTF8.GetString(text));
        Assert.Equal(Encoding.UTF8.GetString(CanonicalJson.Canonicalise(EntryJson.Write(Whole.Actor!))), Encoding.UTF8.GetString(EntryJson.Write(Whole.Actor!)));
    }

    [Fact]
    public void EveryMemberOfAnEntryAndOfAnActorIsWrittenAndReadBack()
    {
        AssertMembers<AuditEntry>(EntryJson.Write(Whole), nameof(AuditEntry.Actor));
        AssertMembers<AuditActor>(EntryJson.Write(Whole.Actor!), nameof(AuditActor.ClientKey));

        Assert.Equal(EntryJson.Write(Whole), EntryJson.Write(EntryJson.ReadEntry(EntryJson.Write(Whole))));
        Assert.Equal(Whole.Actor, EntryJson.ReadActor(EntryJson.Write(Whole.Actor!)));
    }

    [Fact]
    public void AnEmptyListIsWrittenAndAnAbsentTextIsNot()
    {
        var text = Encoding.UTF8.GetString(EntryJson.Write(new AuditEntry { Kind = AuditKind.SignIn, Outcome = AuditOutcome.Success, Moment = DateTimeOffset.UnixEpoch, TraceId = new string('1', 32) }));

        Assert.Equal(
            """{"categoriesDenied":[],"categoriesPermitted":[],"categoriesRequested":[],"consentIds":[],"details":{},"kind":"SignIn","manifest":[],"moment":"1970-01-01T00:00:00+00:00","obligations":[],"outcome":"Success","traceId":"11111111111111111111111111111111"}""",
            text);
    }

    private static void AssertMembers<T>(byte[] json, string apart)
    {
        var known = typeof(T).GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance)
            .Select(property => property.Name).Where(name => name != apart && name != "EqualityContract").Select(JsonNamingPolicy.CamelCase.ConvertName);

        Assert.Equal(known.Order(StringComparer.Ordinal), JsonNode.Parse(json)!.AsObject().Select(member => member.Key));
    }
}
