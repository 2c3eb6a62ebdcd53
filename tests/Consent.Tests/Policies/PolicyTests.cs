using Xunit;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Tests.Support;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Tests.Policies;

public sealed class PolicyTests
{
    [Fact]
    public void The_policy_holds_all_rows_and_only_the_exemption_is_off()
    {
        Assert.Equal(54, ThePolicy.Policy.Rows.Count);
        var off = Assert.Single(ThePolicy.Policy.Rows, row => !row.InForce);
        Assert.Equal(("M54", new DateOnly(2027, 1, 1)), (off.Id, off.SwitchOnFrom!.Value));
    }

    [Fact]
    public void The_same_texts_give_the_same_version_whatever_their_line_ends()
    {
        var texts = ThePolicy.Texts;

        Assert.Equal(ThePolicy.Policy.Version, Policy.Parse(texts with { Matrix = texts.Matrix.ReplaceLineEndings("\r\n") }).Version);
        Assert.NotEqual(ThePolicy.Policy.Version, Policy.Parse(texts with { Purposes = texts.Purposes.Replace("Noodgeval", "Nood", StringComparison.Ordinal) }).Version);
    }

    [Fact]
    public void All_faults_are_named_at_once_with_file_and_row()
    {
        var matrix = ThePolicy.Texts.Matrix
            .Replace("\"id\": \"M02\"", "\"id\": \"M01\"", StringComparison.Ordinal)
            .Replace("\"id\": \"M03\",", "\"id\": \"M03\", \"surprise\": 1,", StringComparison.Ordinal)
            .Replace("\"categories\": [\"ID_BASIS\", \"JEUGDHULP_PLAN\"]", "\"categories\": [\"ID_BASIS\", \"JEUGDHULP_DOSSIER\", \"NIETS\"]", StringComparison.Ordinal)
            .Replace("\"articles\": [\"WEC 41(8)\"]", "\"articles\": []", StringComparison.Ordinal);

        var faults = Assert.Throws<PolicyFaultsException>(() => Policy.Parse(ThePolicy.Texts with { Matrix = matrix })).Faults;

        Assert.Contains(faults, fault => fault.StartsWith("matrix.json M01:", StringComparison.Ordinal) && fault.Contains("twice", StringComparison.Ordinal));
        Assert.Contains("matrix.json M03: unknown field 'surprise'.", faults);
        Assert.Contains("matrix.json M06: category NIETS is unknown.", faults);
        Assert.Contains("matrix.json M06: category JEUGDHULP_DOSSIER never travels; no row may name it.", faults);
        Assert.Contains("matrix.json M36: 'articles' is empty.", faults);
    }

    [Theory]
    [InlineData("90", "0", "authority-evidence.json BRP: 'maximum_age_days' must be a whole number from 1 to 366.")]
    [InlineData("90", "90.5", "authority-evidence.json BRP: 'maximum_age_days' must be a whole number from 1 to 366.")]
    [InlineData("\"BRP\"", "\"GEZAGSREGISTER\"", "authority-evidence.json GEZAGSREGISTER: 'rank' stands here twice; keep one.")]
    [InlineData("\"BRP\"", "\"GEZAGSREGISTER\"", "authority-evidence.json: no line for rank BRP.")]
    [InlineData("\"BRP\"", "\"VERKLARING\"", "authority-evidence.json VERKLARING: 'rank' holds an unknown code.")]
    [InlineData("\"rank\": \"BRP\"", "\"rank\": \"BRP\", \"soft\": true", "authority-evidence.json BRP: unknown field 'soft'.")]
    public void An_age_of_evidence_that_cannot_be_is_refused(string from, string to, string fault)
    {
        var text = ThePolicy.Texts.AuthorityEvidence.Replace(from, to, StringComparison.Ordinal);

        Assert.Contains(fault, Assert.Throws<PolicyFaultsException>(() => Policy.Parse(ThePolicy.Texts with { AuthorityEvidence = text })).Faults);
    }

    [Theory]
    [InlineData("\"recipient\": \"SWV\"", "\"recipient\": \"BEDRIJF\"", "is unknown")]
    [InlineData("\"roles\": [\"LEERKRACHT\"]", "\"roles\": [\"LEERKRACHT\", \"SCHOOLLEIDER\"]", "name the canonical role")]
    [InlineData("\"roles\": [\"LEERKRACHT\"]", "\"roles\": [\"LEERKRACHT\", \"IB\"]", "answers the same request as M04")]
    [InlineData("\"basis\": \"VITAL\"", "\"basis\": \"CONSENT\"", "go together")]
    [InlineData("\"delivery\": \"PUSH\"", "\"delivery\": \"POST\"", "unknown code")]
    [InlineData(", \"switch_on_from\": \"2027-01-01\"", "", "switch_on_from")]
    [InlineData("\"avg\": \"6(1)(c); 9(2)(g)\", \"articles\"", "\"articles\"", "'avg' is missing")]
    [InlineData("\"avg\": \"6(1)(e); 9(2)(g)\"", "\"avg\": \"6(1)(c); 9(2)(g)\"", "matrix.json M01: only a row on AVG 6(1)(e) is objectable.")]
    [InlineData("\"avg\": \"6(1)(e); 9(2)(g)\"", "\"avg\": 6", "matrix.json M01: 'avg' must be text.")]
    [InlineData("\"COPY_ADVICE_TO_PARENTS\"", "\"COPY_ALL\"", "matrix.json M02: obligation COPY_ALL is unknown.")]
    [InlineData("\"in_force\": false", "\"in_force\": 0", "matrix.json M54: 'in_force' must be true or false.")]
    [InlineData("\"switch_on_from\": \"2027-01-01\"", "\"switch_on_from\": \"2027-1-1\"", "matrix.json M54: 'switch_on_from' must be a date such as 2027-01-01.")]
    [InlineData("\"roles\": [\"LEERKRACHT\"]", "\"roles\": [\"LEERKRACHT\", \" \"]", "matrix.json M05: 'roles' must hold texts only.")]
    [InlineData("\"roles\": [\"LEERKRACHT\"]", "\"roles\": [\"LEERKRACHT\", \"LEERKRACHT\"]", "matrix.json M05: 'roles' names LEERKRACHT twice.")]
    [InlineData("\"roles\": [\"LEERKRACHT\"]", "\"roles\": \"LEERKRACHT\"", "matrix.json M05: 'roles' must be a list.")]
    [InlineData("\"gates\": [\"SCHOOL_REQUEST\"]", "\"gates\": [\"SCHOOL_WISH\"]", "matrix.json M01: 'gates SCHOOL_WISH' holds an unknown code.")]
    [InlineData("\"note\": {\"nl\": \"De school vraagt erom; het nummer van het kind is niet nodig.\", \"en\": \"The school asks for it; the child's number is not needed.\"}", "\"note\": \"-\"", "matrix.json M01: 'note' must be an object with nl and en.")]
    public void A_row_that_cannot_be_is_refused(string from, string to, string fault)
    {
        var matrix = ThePolicy.Texts.Matrix.Replace(from, to, StringComparison.Ordinal);

        Assert.NotEqual(ThePolicy.Texts.Matrix, matrix);
        Assert.Contains(Assert.Throws<PolicyFaultsException>(() => Policy.Parse(ThePolicy.Texts with { Matrix = matrix })).Faults, line => line.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void A_purpose_without_a_row_more_categories_than_are_counted_and_a_matrix_without_rows_are_refused()
    {
        var purposes = ThePolicy.Texts.Purposes.TrimEnd()[..^1] + ", {\"code\": \"NERGENS\", \"name\": {\"nl\": \"a\", \"en\": \"b\"}}]";
        var more = string.Concat(Enumerable.Range(0, 64).Select(number => $", {{\"code\": \"SOORT_{number}\", \"name\": {{\"nl\": \"a\", \"en\": \"b\"}}}}"));

        var faults = Assert.Throws<PolicyFaultsException>(() => Policy.Parse(ThePolicy.Texts with { Purposes = purposes, Categories = ThePolicy.Texts.Categories.TrimEnd()[..^1] + more + "]" })).Faults;

        Assert.Contains("purposes.json NERGENS: no row of the matrix has this purpose.", faults);
        Assert.Contains("categories.json: holds more than 64 categories; a decision counts them in one machine word.", faults);
        Assert.Contains("matrix.json: holds no rows.", Assert.Throws<PolicyFaultsException>(() => Policy.Parse(ThePolicy.Texts with { Matrix = "[]" })).Faults);
    }

    [Fact]
    public void A_code_is_known_only_when_a_list_names_it()
    {
        var policy = ThePolicy.Policy;

        Assert.True(policy.Knows(new Role("KWALITEITSCOORDINATOR")) && policy.Knows(new PartyType("JGZ")) && policy.Knows(new Purpose("OPP")) && policy.Knows(new DataCategory("LOG")));
        Assert.False(policy.Knows(new Role("KAPPER")) || policy.Knows(new PartyType("KAPPER")) || policy.Knows(new Purpose("KAPPER")) || policy.Knows(new DataCategory("KAPPER")));
        Assert.False(policy.Knows(default(Role)) || policy.Knows(default(PartyType)) || policy.Knows(default(Purpose)) || policy.Knows(default(DataCategory)));
        Assert.False(policy.CanHold(new("SCHOOL"), new("KAPPER")) || policy.CanHold(new("KAPPER"), new("FG")) || policy.CanHold(new("SCHOOL_OUD"), new("FG")));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[{\"code\":\"A\",\"code\":\"B\"}]")]
    public void A_file_that_is_no_list_of_objects_is_refused(string text) =>
        Assert.Throws<PolicyFaultsException>(() => Policy.Parse(ThePolicy.Texts with { Categories = text }));

    [Fact]
    public void The_facts_of_the_matrix_are_those_of_the_shared_one()
    {
        using var shared = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(Folders.Shared(), "law", "policy-matrix.json")));
        foreach (var row in shared.RootElement.EnumerateArray())
        {
            var ours = ThePolicy.Policy.FindRow(row.GetProperty("id").GetString()!)!;
            Assert.Equal(row.GetProperty("purpose").GetString(), ours.Purpose.Code);
            Assert.Equal(row.GetProperty("source_party").GetString(), ours.SourceParty);
            Assert.Equal(row.GetProperty("requesting_party").GetString(), ours.RequestingParty);
            Assert.Equal(row.GetProperty("objectable").GetBoolean(), ours.Objectable);
            Assert.Equal(row.GetProperty("in_force").GetBoolean(), ours.InForce);
            Assert.Equal(row.GetProperty("delivery").GetString(), ours.Delivery.ToString().ToLowerInvariant());
            var categories = row.GetProperty("categories").EnumerateArray().Select(category => category.GetString()!).ToHashSet();
            Assert.True(categories.Contains("*") || categories.SetEquals(ours.Categories.Select(category => category.Code)), ours.Id);
            Assert.True(row.GetProperty("roles").EnumerateArray().All(role => ours.Roles.Contains(role.GetString()!)), ours.Id);
        }
    }
}
