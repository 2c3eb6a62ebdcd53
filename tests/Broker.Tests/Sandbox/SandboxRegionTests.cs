using System.Text.Json;
using Xunit;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Sandbox;

public sealed class SandboxRegionTests
{
    private static readonly SandboxRegion Demo = Region.Demonstration;

    [Fact]
    public void The_clients_of_the_contract_are_all_there()
    {
        string[] contract =
        [
            "school-so", "school-po", "instelling-c2", "swv-oost", "swv-noord", "gemeente-a", "gemeente-b", "gemeente-c", "zorgkantoor",
            "jeugdhulpaanbieder", "zorgaanbieder",
        ];

        Assert.Empty(contract.Except(Demo.Organisations.Select(organisation => organisation.Client)));
        Assert.Equal(Demo.Organisations.Count, Demo.Organisations.Select(organisation => organisation.Client).Distinct().Count());
    }

    [Fact]
    public void Every_BSN_is_of_the_test_range_passes_the_elfproef_and_belongs_to_one_person()
    {
        var numbers = Demo.Children.SelectMany(child => child.Family.Append(child.Person)).Select(person => person.Bsn).ToArray();

        Assert.All(numbers, bsn => Assert.InRange(bsn, "999900006", "999999990"));
        Assert.All(numbers, bsn => Assert.True(Elfproef.Passes(bsn)));
        Assert.Equal(numbers.Length, numbers.Distinct().Count());
    }

    [Fact]
    public void Twelve_children_show_the_birthdays_that_change_who_decides()
    {
        int Days(string child, int years) => Demo.Child(child).Person.BirthDate.AddYears(years).DayNumber - Region.Day.DayNumber;

        Assert.Equal(Enumerable.Range(1, 12).Select(number => $"{number}"), Demo.Children.Select(child => child.Reference));
        Assert.InRange(Days("4", 12), 1, 7);
        Assert.InRange(Days("5", 16), 1, 7);
        Assert.InRange(Days("6", 18), 1, 7);
    }

    [Theory]
    [InlineData("1", "GezamenlijkOuderlijkGezag", 2)]
    [InlineData("4", "EenhoofdigOuderlijkGezag", 1)]
    [InlineData("5", "GezamenlijkGezag", 2)]
    [InlineData("7", "Voogdij", 1)]
    [InlineData("8", "Voogdij", 1)]
    [InlineData("9", "GezagNietTeBepalen", 0)]
    [InlineData("11", "TijdelijkGeenGezag", 0)]
    public void Every_shape_of_gezag_that_the_BRP_answers_is_shown(string child, string type, int holders)
    {
        Assert.All(Demo.Child(child).Facts.Authority, line => Assert.Equal(type, line.Value.GezagType));
        Assert.Equal(holders, Demo.Child(child).Holders.Count());
    }

    [Fact]
    public void Each_fact_is_recorded_by_the_party_it_belongs_to()
    {
        foreach (var facts in Demo.Children.Select(child => child.Facts))
        {
            Assert.Equal(facts.Residence.Value, facts.Residence.RecordedBy);
            Assert.All(facts.Authority, line => Assert.Equal(facts.Residence.Value, line.RecordedBy));
            Assert.All(facts.Measures, measure => Assert.Equal(measure.Value.Organisation, measure.RecordedBy));
            Assert.Contains(Demo.Organisation(facts.School.RecordedBy).PartyType.Code, new[] { "SCHOOL", "INSTELLING" });
            Assert.Equal("ZORGKANTOOR", Demo.Organisation(facts.Zorgkantoor.RecordedBy).PartyType.Code);
        }
    }

    [Fact]
    public void Every_party_registered_a_professional_for_each_role_it_may_hold()
    {
        using var roles = JsonDocument.Parse(File.ReadAllText(SharedFolder.Locate("law", "roles.json")));

        foreach (var role in roles.RootElement.GetProperty("held_by").EnumerateObject())
        {
            var parties = role.Value.EnumerateArray().Select(party => party.GetString()!).ToHashSet();
            Assert.All(
                Demo.Organisations.Where(organisation => parties.Contains("*") || parties.Contains(organisation.PartyType.Code)
                    && !(organisation.PartyType.Code == "INSTELLING" && role.Name == "BELEID")),
                organisation => Assert.Contains(organisation.Professionals, professional => professional.Role == role.Name));
        }
    }

    [Fact]
    public void Every_answer_fits_one_row_of_the_matrix_letter_by_letter()
    {
        using var matrix = JsonDocument.Parse(File.ReadAllText(SharedFolder.Locate("law", "policy-matrix.json")));
        var rows = matrix.RootElement.EnumerateArray().Select(row => (
            Purpose: row.GetProperty("purpose").GetString(),
            Categories: row.GetProperty("categories").EnumerateArray().Select(category => category.GetString()!).ToHashSet())).ToArray();

        Assert.All(Demo.Children.SelectMany(child => child.Grants), grant =>
            Assert.Contains(rows, row => row.Purpose == grant.Purpose && row.Categories.SetEquals(grant.Categories)));
    }

    [Fact]
    public void Answers_are_valid_on_the_day_and_no_longer_than_twelve_months()
    {
        Assert.All(Demo.Children.SelectMany(child => child.Grants), grant =>
        {
            Assert.True(grant.GivenAt.UtcDateTime < Region.Day.ToDateTime(TimeOnly.MinValue));
            Assert.True(grant.ValidTo >= Region.Day);
            Assert.True(grant.ValidTo <= DateOnly.FromDateTime(grant.GivenAt.UtcDateTime).AddYears(1));
        });
    }

    [Theory]
    [InlineData("OPP")]
    [InlineData("WLZ_ZIO")]
    [InlineData("ZIO_UITVOERING")]
    [InlineData("AFSTEMMING_JW_WLZ")]
    public void The_showcase_has_the_answer_of_both_parents(string purpose)
    {
        var child = Demo.Child("1");
        var given = child.Grants.Where(grant => grant.Purpose == purpose && grant.Events.Count == 0).GroupBy(grant => grant.Source);

        Assert.All(given, direction => Assert.Equal(child.Holders.Order(), direction.Select(grant => grant.GrantedBy).Order()));
        Assert.NotEmpty(given);
    }

    [Fact]
    public void Some_families_refused_took_back_or_have_still_to_answer()
    {
        SandboxGrant[] About(string child, string purpose) => [.. Demo.Child(child).Grants.Where(grant => grant.Purpose == purpose)];

        Assert.Equal("REFUSED", About("2", "OPP").Single(grant => grant.GrantedBy == "kind-2-ouder-b").Events.Single().Type);
        Assert.Equal("WITHDRAWN", About("2", "WLZ_ZIO").Single(grant => grant.GrantedBy == "kind-2-ouder-b").Events.Single().Type);
        Assert.DoesNotContain(About("3", "OPP"), grant => grant.GrantedBy == "kind-3");
        Assert.Contains(About("3", "WLZ_ZIO"), grant => grant.GrantedBy == "kind-3");
        Assert.Equal(["gi"], About("7", "WLZ_ZIO").Select(grant => grant.GrantedBy));
        Assert.Empty(Demo.Child("11").Grants);
    }

    [Fact]
    public void Names_are_distinctive_enough_to_grep_for()
    {
        Assert.All(Demo.PersonalTerms, term => Assert.True(term.Length >= 7));
        Assert.DoesNotContain(
            Demo.Organisations, organisation => Demo.PersonalTerms.Any(term => organisation.Name.Contains(term, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Printing_a_person_or_child_shows_neither_name_nor_number()
    {
        Assert.All(Demo.Children, child =>
        {
            var printed = $"{child} {child.Person} {child.Identifiers["gemeente-a"]} {child.SourceKeys.Values.First()}";
            Assert.DoesNotContain(Demo.PersonalTerms, term => printed.Contains(term, StringComparison.OrdinalIgnoreCase));
        });
    }
}
