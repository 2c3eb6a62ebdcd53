using System.Text.Json;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Cases;

/// <summary>Reads one grant of a case, with its evidence and events.</summary>
internal static class CaseGrants
{
    public static ConsentGrant Read(JsonElement item, string path)
    {
        var grant = new CaseObject(item, path + ".");
        var read = new ConsentGrant(
            grant.Text("id"),
            new(grant.Text("granted_by")),
            grant.Instant("given_at"),
            new(grant.Text("purpose")),
            new(grant.Text("source_org")),
            grant.Texts("recipient_orgs", code => new OrganisationId(code)),
            grant.Texts("categories", code => new DataCategory(code)),
            grant.OptionalDay("valid_from"),
            grant.Day("valid_to"),
            EvidenceOf(grant.Object("evidence")),
            grant.List("events", EventOf),
            grant.OptionalText("replaces") is { } replaced ? new PersonId(replaced) : null,
            grant.List("informed", InformedOf, required: false));
        grant.Finish();
        return read;
    }

    private static GrantEvidence EvidenceOf(CaseObject evidence)
    {
        var read = new GrantEvidence(
            evidence.Choice("method", CaseCodes.Methods),
            evidence.Choice("loa", CaseCodes.Assurances),
            evidence.Text("text_version"),
            evidence.Flag("separate_from_other_terms"),
            evidence.Flag("conditional_on_service"));
        evidence.Finish();
        return read;
    }

    private static ConsentEvent EventOf(JsonElement item, string path)
    {
        var said = new CaseObject(item, path + ".");
        var read = new ConsentEvent(said.Choice("type", CaseCodes.Events), said.Instant("at"), new(said.Text("by")), ScopeOf(said));
        said.Finish();
        return read;
    }

    private static List<DataCategory>? ScopeOf(CaseObject said)
    {
        if (said.IsText("scope", "ALL"))
        {
            return null;
        }

        var scope = said.Object("scope");
        var categories = scope.Texts("categories", code => new DataCategory(code));
        scope.Finish();
        return categories;
    }

    private static InformedPerson InformedOf(JsonElement item, string path)
    {
        var informed = new CaseObject(item, path + ".");
        var read = new InformedPerson(new(informed.Text("person")), informed.Instant("at"));
        informed.Finish();
        return read;
    }
}
