using Xunit;

namespace ZioExchange.Adapters.Tests.Sources.Oso;

/// <summary>Absence as OSO counts it. Numbers are those of DEFINITIONS section 8.</summary>
public sealed class OsoAbsenceTests
{
    [Fact]
    public void C14_a_dagdeel_is_a_school_half_day_and_not_four_hours()
    {
        var absence = Map(OsoDossier.Ov()).Observation("verzuim-geoorloofd-dagdelen");

        Assert.Equal("dagdeel-school", absence.At("valueQuantity.code"));
        Assert.DoesNotContain("dagdeel-4u", absence.GetRawText());
    }

    [Theory]
    [InlineData("VO", "lesuur")]
    [InlineData("VSO", "lesuur")]
    [InlineData("SO", "h")]
    [InlineData("PO", "h")]
    public void C15_and_C42_an_hour_is_a_lesuur_in_secondary_and_a_klokuur_in_primary_education(string kind, string unit)
    {
        var absence = Map(OsoDossier.Ov().With("huidigeschool/soort", kind)).Observation("verzuim-geoorloofd-uren");

        Assert.Equal(unit, absence.At("valueQuantity.code"));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1e3")]
    public void Fewer_than_none_cannot_be(string count)
    {
        var run = Map(OsoDossier.Ov().With("huidigeschool/leerling/verzuim/dagdelengeoorloofd", count));

        Assert.Contains("INVALID_VALUE", run.IssueCodes);
        Assert.Equal("error", run.Observation("verzuim-geoorloofd-dagdelen").At("valueQuantity.extension.0.valueCode"));
    }

    [Theory]
    [InlineData("2026-03-31Z")]
    [InlineData("2026-03-31+02:00")]
    public void A_date_with_a_zone_as_the_schema_allows_it_is_that_day(string date)
    {
        var run = Map(OsoDossier.Ov().With("metadata/datum", date), "VERZUIM");

        Assert.Empty(run.Issues);
        Assert.All(run.All("Observation"), absence => Assert.Equal("2026-03-31", absence.At("effectivePeriod.end")));
    }

    [Fact]
    public void C29_absence_is_about_the_twelve_months_before_the_dossier_was_made()
    {
        var run = Map(OsoDossier.Ov().With("metadata/datum", "2026-03-31"), "VERZUIM");

        Assert.All(run.All("Observation"), absence =>
        {
            Assert.Equal("2025-03-31", absence.At("effectivePeriod.start"));
            Assert.Equal("2026-03-31", absence.At("effectivePeriod.end"));
        });
    }

    [Fact]
    public void C36_dagdelen_hours_and_registrations_are_separate_facts_and_never_summed()
    {
        var codes = Map(OsoDossier.Ov(), "VERZUIM").All("Observation").Select(absence => absence.At("code.coding.0.code")).ToList();

        Assert.Equal(8, codes.Distinct().Count());
        Assert.Equal(8, codes.Count);
    }

    [Fact]
    public void C41_an_end_of_school_is_kept_as_the_school_wrote_it()
    {
        var run = Map(OsoDossier.Ov().With(OsoDossier.Pupil + "/datuminschrijving", "2019-08-01").With(OsoDossier.Pupil + "/datumuitschrijving", "2027-07-09"));
        var enrolment = run.One("EpisodeOfCare", episode => episode.At("type.0.coding.0.code") == "onderwijsinschrijving");

        Assert.Equal("2027-07-09", enrolment.At("period.end"));
        Assert.Equal("active", enrolment.At("status"));
    }

    private static MapRun Map(OsoDossier dossier, string? categories = null) => MapRun.Of("oso", dossier.ToString(), categories);
}
