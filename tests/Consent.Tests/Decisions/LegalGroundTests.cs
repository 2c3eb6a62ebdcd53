using Xunit;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Tests.Support;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Tests.Decisions;

/// <summary>Conflict 6 of DEFINITIONS section 8: consent is one legal ground among others, and an SWV passes nothing on whoever consents.</summary>
public sealed class LegalGroundTests
{
    [Fact]
    public void C06_every_row_names_its_legal_ground_and_asks_consent_only_where_consent_is_that_ground() =>
        Assert.All(ThePolicy.Policy.Rows, row =>
        {
            Assert.NotEqual(LegalBasis.None, row.Basis);
            Assert.NotEmpty(row.Articles);
            Assert.Equal(row.Basis is LegalBasis.Consent, row.ConsentRule is ConsentRule.NormalOneNoObjection or ConsentRule.SpecialBoth or ConsentRule.SpecialDual or ConsentRule.WrittenParents);
        });

    [Fact]
    public void C06_what_an_SWV_holds_stays_with_it_and_the_school_whoever_consents()
    {
        foreach (var row in ThePolicy.Policy.Rows.Where(row => row is { Basis: LegalBasis.Consent, SourceParty: "SCHOOL" }))
        {
            var asked = RowScenes.For(row);
            var scene = asked with { Request = asked.Request with { SourceParty = new("SWV"), Source = new("SWV-1") } };
            var decision = (scene with { Grants = [scene.GrantBy("OUDER_A"), scene.GrantBy("OUDER_B")] }).Decide();

            Assert.Equal((Outcome.Deny, "SWV_NO_ONWARD_DISCLOSURE"), (decision.Outcome, decision.Reason.Code));
            Assert.Null(decision.Permit);
        }

        Assert.All(
            ThePolicy.Policy.Rows.Where(row => row.SourceParty is "SWV"),
            row => Assert.DoesNotContain(row.Categories, category => category.Code.StartsWith("GEZONDHEID", StringComparison.Ordinal)));
    }
}
