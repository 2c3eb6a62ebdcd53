using System.Collections.Frozen;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Policies;

/// <summary>Reads one row of the matrix and checks it against the code lists.</summary>
internal static class RowReader
{
    public static PolicyRow Read(StrictRecord record, CodeLists codes)
    {
        var roles = Roles(record, codes);
        var mask = Categories(record, codes);
        var inForce = record.Flag("in_force");
        var switchOn = record.OptionalDay("switch_on_from");
        if (inForce == switchOn is not null)
        {
            record.Fault("a row that is off, and only that, says from which day it may be switched on ('switch_on_from').");
        }

        var row = new PolicyRow
        {
            Id = record.Text("id"),
            Purpose = new(Known(record, "purpose", code => codes.Purposes.Any(purpose => purpose.Code == code && !purpose.RightsDesk))),
            SourceParty = Known(record, "source", codes.HasParty),
            RequestingParty = Known(record, "recipient", codes.HasParty),
            Roles = roles,
            Categories = [.. codes.Categories.Where((_, number) => (mask & (1UL << number)) != 0).Select(category => new DataCategory(category.Code))],
            CategoryMask = mask,
            Basis = record.Code<LegalBasis>("basis"),
            Avg = record.Text("avg"),
            Articles = record.Texts("articles", mayBeEmpty: false),
            ConsentRule = record.Code<ConsentRule>("consent_rule"),
            Gates = record.CodeFlags<Gates>("gates"),
            Delivery = record.Code<Delivery>("delivery"),
            Objectable = record.Flag("objectable"),
            Conditions = record.CodeFlags<RowConditions>("conditions"),
            Obligations = record.Texts("obligations", mayBeEmpty: true),
            Retention = record.Wording("retention"),
            Note = record.Wording("note"),
            InForce = inForce,
            SwitchOnFrom = switchOn,
        };
        Check(record, row);
        return Weighing(row);
    }

    private static FrozenSet<string> Roles(StrictRecord record, CodeLists codes)
    {
        var admitted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var role in record.Texts("roles", mayBeEmpty: false).Concat(record.Texts("also_admitted", mayBeEmpty: true)))
        {
            if (!codes.Roles.Any(entry => entry.Code == role && entry.AliasOf is null))
            {
                record.Fault($"role {role} is unknown, or an alias; name the canonical role.");
            }

            admitted.UnionWith(codes.WithAliases(role));
        }

        return admitted.ToFrozenSet(StringComparer.Ordinal);
    }

    private static ulong Categories(StrictRecord record, CodeLists codes)
    {
        var mask = 0UL;
        foreach (var code in record.Texts("categories", mayBeEmpty: false))
        {
            var found = false;
            for (var number = 0; number < Math.Min(codes.Categories.Count, 64); number++)
            {
                var category = codes.Categories[number];
                if (category.Code == code || (code == Policy.Any && category is { Exchanged: true, ThirdPersons: false }))
                {
                    found = true;
                    mask |= 1UL << number;
                    if (!category.Exchanged)
                    {
                        record.Fault($"category {code} never travels; no row may name it.");
                    }
                }
            }

            if (!found)
            {
                record.Fault($"category {code} is unknown.");
            }
        }

        return mask;
    }

    private static string Known(StrictRecord record, string field, Func<string, bool> known)
    {
        var code = record.Text(field);
        if (code.Length > 0 && !known(code))
        {
            record.Fault($"'{field}' {code} is unknown.");
        }

        return code;
    }

    private static void Check(StrictRecord record, PolicyRow row)
    {
        if (row.RestsOnConsent != row.Basis is LegalBasis.Consent)
        {
            record.Fault("basis CONSENT and a consent rule with keys go together.");
        }

        if (row.Objectable && !row.Avg.Contains("6(1)(e)", StringComparison.Ordinal))
        {
            record.Fault("only a row on AVG 6(1)(e) is objectable.");
        }

        foreach (var code in row.Obligations.Where(code => !ObligationCodes.OnRows.Contains(code)))
        {
            record.Fault($"obligation {code} is unknown.");
        }
    }

    private static PolicyRow Weighing(PolicyRow row)
    {
        var kinds = new List<string> { "birth_date", "flags" };
        void Add(bool weighs, string kind)
        {
            if (weighs)
            {
                kinds.Add(kind);
            }
        }

        Add(!row.Has(RowConditions.NoContent) && row.RequestingParty is "SCHOOL" or "SWV" or Policy.Any, "enrolment");
        Add(!row.Has(RowConditions.NoContent) && row.RequestingParty is "GEMEENTE" or Policy.Any, "residence");
        Add(row.Has(RowConditions.ActiveOts), "measures");
        Add(row.Has(RowConditions.ClosesAfterThreeYears), "assessment_closed");
        Add(row.Gates != Gates.None, "gates");
        Add(row.RestsOnConsent, "capacity");
        Add(row.RestsOnConsent || row.Has(RowConditions.HolderAsks), "gezag");
        return row.WithFactKinds(kinds);
    }
}
