using System.Text;
using Xunit;
using ZioExchange.Adapters.Fhir;

namespace ZioExchange.Adapters.Tests.Fhir;

public sealed class FhirValidatorTests
{
    [Theory]
    [InlineData("""{"resourceType":"Patient"}""")]
    [InlineData("""{"birthDate":"2016-02-29","resourceType":"Patient","active":true,"gender":"female"}""")]
    [InlineData("""{"resourceType":"Patient","_birthDate":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"masked"}]}}""")]
    [InlineData("""{"resourceType":"Patient","name":[{"given":[null,"Noor"],"_given":[{"id":"a"},null],"family":"de Vries"}]}""")]
    [InlineData("""{"resourceType":"Patient","name":[{"given":["Ève \uD83D\uDE00","\u004eoor"]}]}""")]
    [InlineData("""{"resourceType":"Patient","managingOrganization":{"identifier":{"value":"1"}},"generalPractitioner":[{"reference":"https://a.nl/fhir/Practitioner/1/_history/2"}]}""")]
    [InlineData("""{"resourceType":"Patient","contained":[{"resourceType":"Organization","id":"o","name":"x"}],"managingOrganization":{"reference":"#o"}}""")]
    [InlineData("""{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":1.50e3}}""")]
    [InlineData("""{"resourceType":"Condition","subject":{"reference":"Patient/1"},"clinicalStatus":{"coding":[{"system":"urn:own","code":"1"},{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]}}""")]
    public void A_resource_that_follows_R4_has_no_issues(string json) => Assert.Empty(Validate(json));

    [Theory]
    [InlineData(FhirIssueCode.UnknownElement, "Patient.naam", """{"resourceType":"Patient","naam":"x"}""")]
    [InlineData(FhirIssueCode.UnknownElement, "Patient.resourcetype", """{"resourceType":"Patient","resourcetype":"Patient"}""")]
    [InlineData(FhirIssueCode.UnknownElement, "Patient", """{"resourceType":"Patient","123456782":"x"}""")]
    [InlineData(FhirIssueCode.UnknownElement, "Patient._name", """{"resourceType":"Patient","_name":[{"id":"x"}]}""")]
    [InlineData(FhirIssueCode.UnknownElement, "Observation.value", """{"resourceType":"Observation","status":"final","code":{"text":"x"},"value":"x"}""")]
    [InlineData(FhirIssueCode.UnknownElement, "Patient.name[0].resourceType", """{"resourceType":"Patient","name":[{"family":"x","resourceType":"HumanName"}]}""")]
    [InlineData(FhirIssueCode.DuplicateKey, "Patient.gender", """{"resourceType":"Patient","gender":"male","\u0067ender":"female"}""")]
    [InlineData(FhirIssueCode.DuplicateKey, "Patient._gender", """{"resourceType":"Patient","_gender":{"id":"a"},"\u005fgender":{"id":"a"}}""", "Patient.gender")]
    [InlineData(FhirIssueCode.DuplicateKey, "Patient.resourceType", """{"resourceType":"Patient","resource\u0054ype":"Patient"}""")]
    [InlineData(FhirIssueCode.DuplicateKey, "Patient.name[1].given", """{"resourceType":"Patient","name":[{"family":"x"},{"given":["a"],"given":["b"]}]}""")]
    [InlineData(FhirIssueCode.DuplicateKey, "Patient.deceasedBoolean", """{"resourceType":"Patient","deceasedBoolean":true,"deceasedBoolean":true}""")]
    [InlineData(FhirIssueCode.ChoiceTwice, "Patient.deceasedDateTime", """{"resourceType":"Patient","deceasedBoolean":true,"deceasedDateTime":"2020"}""")]
    [InlineData(FhirIssueCode.ChoiceTwice, "Patient.deceasedDateTime", """{"resourceType":"Patient","deceasedBoolean":true,"_deceasedDateTime":{"id":"x"}}""")]
    [InlineData(FhirIssueCode.WrongJsonType, "Patient.name", """{"resourceType":"Patient","name":{"family":"x"}}""")]
    [InlineData(FhirIssueCode.WrongJsonType, "Patient.birthDate", """{"resourceType":"Patient","birthDate":["2016"]}""")]
    [InlineData(FhirIssueCode.WrongJsonType, "Patient.active", """{"resourceType":"Patient","active":"true"}""")]
    [InlineData(FhirIssueCode.WrongJsonType, "Patient.birthDate", """{"resourceType":"Patient","birthDate":2016}""")]
    [InlineData(FhirIssueCode.WrongJsonType, "Patient.gender", """{"resourceType":"Patient","gender":null}""")]
    [InlineData(FhirIssueCode.WrongJsonType, "Patient.maritalStatus", """{"resourceType":"Patient","maritalStatus":"M"}""")]
    [InlineData(FhirIssueCode.WrongJsonType, "Patient.contained[0]", """{"resourceType":"Patient","contained":["x"]}""")]
    [InlineData(FhirIssueCode.Missing, "Observation.code", """{"resourceType":"Observation","status":"final"}""")]
    [InlineData(FhirIssueCode.Missing, "Patient.link[0].other", """{"resourceType":"Patient","link":[{"type":"refer"}]}""")]
    [InlineData(FhirIssueCode.Empty, "Patient.name", """{"resourceType":"Patient","name":[]}""")]
    [InlineData(FhirIssueCode.Empty, "Patient.name[0]", """{"resourceType":"Patient","name":[{}]}""")]
    [InlineData(FhirIssueCode.Empty, "Patient.name[0].given[1]", """{"resourceType":"Patient","name":[{"given":["a",null]}]}""")]
    [InlineData(FhirIssueCode.Empty, "Patient.name[0].given[0]", """{"resourceType":"Patient","name":[{"given":[null],"family":"x"}]}""")]
    [InlineData(FhirIssueCode.Empty, "Patient.extension[0]", """{"resourceType":"Patient","extension":[{"url":"urn:x"}]}""")]
    [InlineData(FhirIssueCode.Empty, "Patient.extension[0]", """{"resourceType":"Patient","extension":[{"url":"urn:x","valueCode":"a","extension":[{"url":"b","valueCode":"c"}]}]}""")]
    [InlineData(FhirIssueCode.BadFormat, "Patient.birthDate", """{"resourceType":"Patient","birthDate":"2027-06-31"}""")]
    [InlineData(FhirIssueCode.BadFormat, "Patient.id", """{"resourceType":"Patient","id":"a b"}""")]
    [InlineData(FhirIssueCode.BadFormat, "Patient.language", """{"resourceType":"Patient","language":""}""")]
    [InlineData(FhirIssueCode.BadFormat, "Patient.name[0].given[0]", """{"resourceType":"Patient","name":[{"given":["\uD800"]}]}""")]
    [InlineData(FhirIssueCode.UnknownCode, "Patient.gender", """{"resourceType":"Patient","gender":"man"}""")]
    [InlineData(FhirIssueCode.UnknownCode, "Condition.clinicalStatus", """{"resourceType":"Condition","subject":{"reference":"Patient/1"},"clinicalStatus":{"coding":[{"system":"urn:own","code":"active"}]}}""")]
    [InlineData(FhirIssueCode.UnknownCode, "Condition.clinicalStatus", """{"resourceType":"Condition","subject":{"reference":"Patient/1"},"clinicalStatus":{"text":"active"}}""")]
    [InlineData(FhirIssueCode.WrongTarget, "Patient.generalPractitioner[0].reference", """{"resourceType":"Patient","generalPractitioner":[{"reference":"Patient/1"}]}""")]
    [InlineData(FhirIssueCode.WrongTarget, "Patient.generalPractitioner[0].reference", """{"resourceType":"Patient","generalPractitioner":[{"reference":"Huisarts/1"}]}""")]
    [InlineData(FhirIssueCode.WrongTarget, "Patient.generalPractitioner[0].type", """{"resourceType":"Patient","generalPractitioner":[{"type":"Patient","identifier":{"value":"1"}}]}""")]
    [InlineData(FhirIssueCode.WrongTarget, "Patient.managingOrganization.reference", """{"resourceType":"Patient","contained":[{"resourceType":"Location","id":"o"}],"managingOrganization":{"reference":"#o"}}""")]
    [InlineData(FhirIssueCode.UnknownResource, "", """{"resourceType":"Patiënt"}""")]
    [InlineData(FhirIssueCode.UnknownResource, "", """{"id":"x"}""")]
    [InlineData(FhirIssueCode.UnknownResource, "Patient.contained[0]", """{"resourceType":"Patient","contained":[{"resourceType":"Kind"}]}""")]
    [InlineData(FhirIssueCode.WrongJsonType, "", """["x"]""")]
    [InlineData(FhirIssueCode.NotJson, "Patient", """{"resourceType":"Patient"} x""")]
    [InlineData(FhirIssueCode.NotJson, "Patient.name[0]", """{"resourceType":"Patient","name":[{"family":"x",""")]
    [InlineData(FhirIssueCode.NotJson, "", "")]
    public void Each_fault_is_named_where_it_stands(FhirIssueCode code, string expression, string json, string? spelled = null)
    {
        var issue = Assert.Single(Validate(json));

        Assert.Equal((code, spelled ?? expression), (issue.Code, issue.Expression));
    }

    [Fact]
    public void A_reference_within_a_bundle_is_judged_by_the_resource_it_points_at_also_ahead()
    {
        const string Json = """
            {"resourceType":"Bundle","type":"collection","entry":[
              {"fullUrl":"urn:uuid:00000000-0000-5000-8000-000000000001","resource":{"resourceType":"Condition","subject":{"reference":"urn:uuid:00000000-0000-5000-8000-000000000002"}}},
              {"fullUrl":"urn:uuid:00000000-0000-5000-8000-000000000002","resource":{"resourceType":"Organization","name":"x"}}]}
            """;

        var issue = Assert.Single(Validate(Json));

        Assert.Equal((FhirIssueCode.WrongTarget, "Bundle.entry[0].resource.subject.reference"), (issue.Code, issue.Expression));
    }

    [Fact]
    public void The_resource_of_an_entry_is_known_by_its_fullUrl_whatever_else_the_entry_holds()
    {
        const string Json = """
            {"resourceType":"Bundle","type":"batch-response","entry":[
              {"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient"},"response":{"status":"200","outcome":{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"value"}]}}},
              {"resource":{"resourceType":"Condition","subject":{"reference":"urn:uuid:1"}}}]}
            """;

        Assert.Empty(Validate(Json));
    }

    [Fact]
    public void A_coding_within_a_coding_does_not_pass_for_the_coding()
    {
        const string Json = """
            {"resourceType":"Condition","subject":{"reference":"Patient/1"},"clinicalStatus":{"coding":[{"extension":[{"url":"urn:x","valueCoding":
              {"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}}],"display":"x"}]}}
            """;

        Assert.Equal(FhirIssueCode.UnknownCode, Assert.Single(Validate(Json)).Code);
    }

    [Fact]
    public void A_reference_within_a_reference_does_not_pass_for_the_reference()
    {
        const string Json = """
            {"resourceType":"Condition","subject":{"reference":"Organization/1","identifier":{"value":"1","assigner":{"reference":"Organization/1"}}}}
            """;

        var issue = Assert.Single(Validate(Json));

        Assert.Equal((FhirIssueCode.WrongTarget, "Condition.subject.reference"), (issue.Code, issue.Expression));
    }

    private static IReadOnlyList<FhirIssue> Validate(string json) => FhirValidator.Validate(Encoding.UTF8.GetBytes(json), FhirTable.Types);
}
