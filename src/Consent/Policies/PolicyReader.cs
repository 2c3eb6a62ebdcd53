using System.Security.Cryptography;
using System.Text;
using ZioExchange.Consent.Authority;

namespace ZioExchange.Consent.Policies;

/// <summary>Reads the six texts into a <see cref="Policy"/>, or fails with every fault at once.</summary>
internal static class PolicyReader
{
    public static Policy Read(PolicyTexts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var faults = new List<string>();
        var parties = ReadAll("party-types.json", texts.PartyTypes, "code", faults, record => new PartyTypeEntry(record.Text("code"), record.Wording("name"), record.Code<PartyKind>("kind")));
        var purposes = ReadAll("purposes.json", texts.Purposes, "code", faults, record => new PurposeEntry(record.Text("code"), record.Wording("name"), record.Flag("rights_desk", false)));
        var roles = ReadAll("roles.json", texts.Roles, "code", faults, ReadRole);
        var categories = ReadAll("categories.json", texts.Categories, "code", faults, ReadCategory);
        var evidence = ReadAll("authority-evidence.json", texts.AuthorityEvidence, "rank", faults, ReadEvidence);
        if (categories.Count > 64)
        {
            faults.Add("categories.json: holds more than 64 categories; a decision counts them in one machine word.");
        }

        var rows = ReadRows(texts.Matrix, new(purposes, roles, categories, parties), faults);
        PolicyChecks.Roles(roles, parties, faults);
        PolicyChecks.Purposes(purposes, rows, faults);
        PolicyChecks.Overlap(rows, faults);
        PolicyChecks.Evidence(evidence, faults);
        return faults.Count == 0 ? new(VersionOf(texts), rows, purposes, roles, categories, parties, evidence) : throw new PolicyFaultsException(faults);
    }

    private static List<PolicyRow> ReadRows(string text, CodeLists codes, List<string> faults)
    {
        var records = StrictArray.Read("matrix.json", text, "id", faults);
        var rows = new List<PolicyRow>(records.Count);
        foreach (var record in records)
        {
            rows.Add(RowReader.Read(record, codes));
            record.Finish();
        }

        if (rows.Count == 0)
        {
            faults.Add("matrix.json: holds no rows.");
        }

        return rows;
    }

    private static List<T> ReadAll<T>(string file, string text, string key, List<string> faults, Func<StrictRecord, T> read)
    {
        var entries = new List<T>();
        foreach (var record in StrictArray.Read(file, text, key, faults))
        {
            entries.Add(read(record));
            record.Finish();
        }

        return entries;
    }

    private static RoleEntry ReadRole(StrictRecord record) =>
        new(record.Text("code"), record.Wording("name"), record.Texts("held_by", mayBeEmpty: false), record.OptionalText("alias_of"));

    private static CategoryEntry ReadCategory(StrictRecord record) => new(
        record.Text("code"),
        record.Wording("name"),
        record.Flag("exchanged", true),
        record.Flag("third_persons", false),
        record.Flag("number_by_law", false),
        record.Flag("locates", false),
        record.Flag("no_waiting", false),
        record.Flag("of_dossier", true));

    private static AuthorityEvidenceEntry ReadEvidence(StrictRecord record) =>
        new(record.Code<EvidenceRank>("rank"), record.Wording("name"), TimeSpan.FromDays(record.Number("maximum_age_days", 1, 366)), record.Text("source"));

    private static string VersionOf(PolicyTexts texts)
    {
        var all = new StringBuilder();
        foreach (var text in new[] { texts.Matrix, texts.Purposes, texts.Roles, texts.Categories, texts.PartyTypes, texts.AuthorityEvidence })
        {
            var normal = text.ReplaceLineEndings("\n");
            all.Append(normal.Length).Append('\n').Append(normal);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())))[..16];
    }
}
