using System.Text.Json;
using ZioExchange.Consent.Authority;

namespace ZioExchange.Consent.Policies;

/// <summary>Checks between files and between rows.</summary>
internal static class PolicyChecks
{
    public static void Roles(IReadOnlyList<RoleEntry> roles, IReadOnlyList<PartyTypeEntry> parties, List<string> faults)
    {
        foreach (var role in roles)
        {
            foreach (var holder in role.HeldBy.Where(holder => holder != Policy.Any && !parties.Any(party => party.Code == holder)))
            {
                faults.Add($"roles.json {role.Code}: party {holder} is unknown.");
            }

            if (role.AliasOf is not { } canonical)
            {
                continue;
            }

            var target = roles.FirstOrDefault(other => other.Code == canonical);
            if (target is null || target.AliasOf is not null)
            {
                faults.Add($"roles.json {role.Code}: alias of {canonical}, which is no canonical role.");
            }
            else if (!target.HeldBy.ToHashSet().SetEquals(role.HeldBy))
            {
                faults.Add($"roles.json {role.Code}: must be held by the same parties as {canonical}.");
            }
        }
    }

    public static void Purposes(IReadOnlyList<PurposeEntry> purposes, IReadOnlyList<PolicyRow> rows, List<string> faults)
    {
        foreach (var purpose in purposes.Where(purpose => !purpose.RightsDesk && !rows.Any(row => row.Purpose.Code == purpose.Code)))
        {
            faults.Add($"purposes.json {purpose.Code}: no row of the matrix has this purpose.");
        }
    }

    /// <summary>One request may never fall under two rows.</summary>
    public static void Overlap(IReadOnlyList<PolicyRow> rows, List<string> faults)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            for (var j = i + 1; j < rows.Count; j++)
            {
                if (rows[i].Purpose == rows[j].Purpose && Meet(rows[i].SourceParty, rows[j].SourceParty)
                    && Meet(rows[i].RequestingParty, rows[j].RequestingParty) && rows[i].Roles.Overlaps(rows[j].Roles))
                {
                    faults.Add($"matrix.json {rows[j].Id}: answers the same request as {rows[i].Id}.");
                }
            }
        }
    }

    /// <summary>A rank without an age is never fresh, so that a forgotten line would stop consent everywhere.</summary>
    public static void Evidence(IReadOnlyList<AuthorityEvidenceEntry> entries, List<string> faults)
    {
        foreach (var rank in Enum.GetValues<EvidenceRank>().Where(rank => !entries.Any(entry => entry.Rank == rank)))
        {
            faults.Add($"authority-evidence.json: no line for rank {JsonNamingPolicy.SnakeCaseUpper.ConvertName(rank.ToString())}.");
        }
    }

    private static bool Meet(string one, string other) => one == other || one == Policy.Any || other == Policy.Any;
}
