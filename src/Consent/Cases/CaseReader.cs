using System.Text.Json;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Cases;

/// <summary>Reads one case: the child, who has gezag, what was granted, what is asked.</summary>
internal static class CaseReader
{
    public static DecisionCase Read(JsonElement item)
    {
        var body = new CaseObject(item, string.Empty);
        var id = body.Text("id");
        var now = body.Instant("now");
        var context = body.OptionalObject("context");
        var facts = CaseFacts.Read(body, context);
        var request = RequestOf(body.Object("request"));
        var expected = body.OptionalRaw("expected");
        foreach (var remark in new[] { "group", "title", "explanation", "confidence" })
        {
            body.OptionalText(remark);
        }

        body.Texts("rules", rule => rule, required: false);
        body.Finish();
        return new(id, now, facts, request, expected);
    }

    private static DecisionRequest RequestOf(CaseObject body)
    {
        var request = new DecisionRequest
        {
            Party = new(body.Text("party")),
            Organisation = new(body.Text("org")),
            Role = new(body.Text("role")),
            Purpose = new(body.Text("purpose")),
            SourceParty = new(body.Text("source_party")),
            Source = new(body.Text("source_org")),
            Categories = body.Texts("categories", code => new DataCategory(code)),
            Mode = body.Choice("mode", CaseCodes.Modes),
            Channel = body.Choice("channel", CaseCodes.Channels),
            SchoolRequest = body.OptionalFlag("school_request"),
            ArrangementApplication = body.OptionalFlag("arrangement_application"),
            ParentInzageDone = body.OptionalFlag("parent_inzage_done"),
            ParentAgrees = body.OptionalFlag("parent_agrees"),
            EnrolledOrRegistered = body.OptionalFlag("enrolled_or_registered"),
            CellSize = body.OptionalNumber("cell_size"),
            Justification = body.OptionalText("justification"),
            DecisionAt = body.OptionalInstant("decision_at"),
            ReleaseAt = body.OptionalInstant("release_at"),
            ServiceMonth = body.OptionalMonth("service_period"),
            LogOf = body.OptionalText("log_of_org") is { } log ? new OrganisationId(log) : null,
        };
        body.Finish();
        return request;
    }
}
