using System.Security.Cryptography;
using System.Text;
using ZioExchange.Adapters.Sources;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Sandbox.Families;

/// <summary>Which number each party uses for a child: BSN where there is a title to it, else a pupil number or a pairwise pseudonym.</summary>
/// <remarks>Source: RULES 2a, "Who is who". A stranger has a number too, one that the broker does not know: refusals can be shown.</remarks>
internal static class FamilyNumbers
{
    public static IReadOnlyDictionary<string, SandboxIdentifier> Identifiers(FamilyPlan plan, SandboxPerson child) =>
        SandboxOrganisations.All.ToDictionary(organisation => organisation.Client, organisation => Identifier(plan, child, organisation));

    /// <summary>The school of the dossier, the school of registration, the SWV, and the GI of a measure.</summary>
    public static IReadOnlyList<string> Couplings(FamilyPlan plan) =>
        [.. new[] { plan.School, plan.Enrolment.RegisteredAt, Swv(plan) }.OfType<string>(), .. plan.Measures.Select(measure => measure.Organisation)];

    public static IReadOnlyDictionary<string, SourceChildKey> SourceKeys(FamilyPlan plan, SandboxPerson child)
    {
        var keys = new Dictionary<string, SourceChildKey>
        {
            [plan.School] = new(NamingSystems.LasKey, LasKey(plan, plan.School)),
        };

        Add(keys, Swv(plan), swv => new SourceChildKey(NamingSystems.SwvDossier, $"{swv.ToUpperInvariant()}-{plan.Number:0000}"));
        if (child.Bsn.Length == 0)
        {
            return keys;   // made up beyond the test range: who files by BSN does not hold this child
        }

        keys[plan.Gemeente] = child.BsnKey;
        Add(keys, plan.Care.Jeugdhulp ? SandboxOrganisations.Jeugdhulpaanbieder : null, _ => child.BsnKey);
        Add(keys, plan.Care.Zorgprofiel is null ? null : SandboxOrganisations.Zorgkantoor, _ => child.BsnKey);
        Add(keys, plan.Care.Zorgprofiel is null ? null : SandboxOrganisations.Zorgaanbieder, _ => child.BsnKey);
        return keys;
    }

    private static void Add(Dictionary<string, SourceChildKey> keys, string? client, Func<string, SourceChildKey> key)
    {
        if (client is not null)
        {
            keys[client] = key(client);
        }
    }

    private static SandboxIdentifier Identifier(FamilyPlan plan, SandboxPerson child, SandboxOrganisation organisation) => organisation.PartyType switch
    {
        PartyType { Code: "SCHOOL" or "INSTELLING" } => new(NamingSystems.LasKey, LasKey(plan, organisation.Client)),
        PartyType { Code: "SWV" or "GI" } => new(NamingSystems.Pseudonym, Pseudonym(plan, organisation.Client)),
        _ => new(NamingSystems.Bsn, child.Bsn),
    };

    private static string LasKey(FamilyPlan plan, string school) => FormattableString.Invariant($"{school.ToUpperInvariant()}-L{plan.Number:0000}");

    // The sandbox hands out the same pseudonyms each time; a real one is random (POST /api/v1/schoolverzoeken).
    private static string Pseudonym(FamilyPlan plan, string client) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"sandbox|{client}|{plan.Number}")))[..16]);

    private static string? Swv(FamilyPlan plan) => plan.Enrolment.Swv ?? plan.Enrolment.ResidenceSwv;
}
