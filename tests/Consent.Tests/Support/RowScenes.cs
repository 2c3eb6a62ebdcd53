using ZioExchange.Consent.Authority;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Consent.Tests.Support;

/// <summary>For each row of the matrix a question that has everything but consent.</summary>
internal static class RowScenes
{
    public static Scene For(PolicyRow row)
    {
        var role = ThePolicy.Policy.Roles.First(role => row.Roles.Contains(role.Code));
        var party = row.RequestingParty != Policy.Any ? row.RequestingParty : role.HeldBy[0] == Policy.Any ? "GEMEENTE" : role.HeldBy[0];
        var source = row.SourceParty switch
        {
            Policy.Any => row.Has(RowConditions.AllSourcesAtOnce) ? Policy.Any : "SCHOOL",
            "INSTELLING_C12" => "INSTELLING",
            "SCHOOL_OUD" => "SCHOOL",
            var other => other,
        };
        return new()
        {
            Request = new()
            {
                Party = new(party),
                Organisation = new(row.Has(RowConditions.RegisteredCounts) && row.Gates != Gates.None ? "S-2" : OrganisationOf(party)),
                Role = new(role.Code),
                Purpose = row.Purpose,
                SourceParty = new(source),
                Source = new(OrganisationOf(source)),
                Mode = row.ConsentRule is ConsentRule.BreakGlass ? RequestMode.BreakGlass : RequestMode.Normal,
                SchoolRequest = true,
                ArrangementApplication = true,
                ParentInzageDone = true,
                EnrolledOrRegistered = true,
                CellSize = 10,
                Justification = "Nood",
            },
            Measures = [new(MeasureKind.Ots, new("GI-1"), new(2026, 1, 1), null)],
        };
    }

    private static string OrganisationOf(string party) => party switch
    {
        "SCHOOL" => "S-1",
        "SWV" => "SWV-1",
        "GEMEENTE" => "GM-1",
        "OUDER" => "OUDER_A",
        "JEUGDIGE" => "JEUGDIGE",
        Policy.Any => Policy.Any,
        _ => party[..2] + "-1",
    };
}
