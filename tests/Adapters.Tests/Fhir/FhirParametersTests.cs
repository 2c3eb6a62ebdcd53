using System.Text;
using Xunit;
using ZioExchange.Adapters.Fhir;

namespace ZioExchange.Adapters.Tests.Fhir;

public sealed class FhirParametersTests
{
    private static readonly FhirParameterRule[] Rules =
    [
        new("subject", "Identifier", 1, 1), new("category", "Coding", 0, -1), new("emergency", "boolean", 0, 1),
        new("content", "Resource", 0, 1),
    ];

    private const string Subject = """{"name":"subject","valueIdentifier":{"system":"urn:x","value":"1"}}""";

    [Fact]
    public void Named_parameters_are_read_in_order()
    {
        var read = Read(Subject, """{"name":"category","valueCoding":{"code":"A"}}""",
            """{"\u006eame":"category","valueCoding":{"code":"\u0042"}}""", """{"name":"emergency","valueBoolean":true}""",
            """{"name":"content","resource":{"resourceType":"Binary","contentType":"application/xml","data":"YQ=="}}""");

        Assert.Empty(read.Issues);
        Assert.Equal("1", read.One("subject")!.TextAt("value"));
        Assert.Equal(["A", "B"], read.All("category").Select(category => category.TextAt("code")!));
        Assert.True(read.One("emergency")!.IsTrue);
        Assert.Equal("YQ==", read.One("content")!.TextAt("data"));
        Assert.Null(read.One("subject")!.TextAt("assigner", "display"));
    }

    [Theory]
    [InlineData(FhirIssueCode.DuplicateKey, "Parameters.parameter[1].name", """{"name":"category","n\u0061me":"emergency","valueCoding":{"code":"A"}}""")]
    [InlineData(FhirIssueCode.UnknownElement, "Parameters.parameter[1].name", """{"name":"kind","valueString":"A"}""")]
    [InlineData(FhirIssueCode.WrongJsonType, "Parameters.parameter[1]", """{"name":"category","valueCode":"A"}""")]
    [InlineData(FhirIssueCode.WrongJsonType, "Parameters.parameter[1]", """{"name":"category"}""")]
    [InlineData(FhirIssueCode.WrongJsonType, "Parameters.parameter[1]", """{"name":"emergency","valueBoolean":true,"part":[{"name":"x","valueCode":"a"}]}""")]
    [InlineData(FhirIssueCode.WrongJsonType, "Parameters.parameter[1]", """{"name":"emergency","valueBoolean":true,"modifierExtension":[{"url":"urn:not","valueBoolean":true}]}""")]
    [InlineData(FhirIssueCode.TooMany, "Parameters.parameter", Subject)]
    [InlineData(FhirIssueCode.ChoiceTwice, "Parameters.parameter[1].valueString", """{"name":"emergency","valueBoolean":true,"valueString":"x"}""")]
    public void What_no_rule_names_is_refused(FhirIssueCode code, string expression, string second)
    {
        var read = Read(Subject, second);

        var issue = Assert.Single(read.Issues);
        Assert.Equal((code, expression), (issue.Code, issue.Expression));
        Assert.Null(read.One("subject"));
    }

    [Theory]
    [InlineData(FhirIssueCode.Missing, """{"resourceType":"Parameters"}""")]
    [InlineData(FhirIssueCode.UnknownResource, """{"resourceType":"Patient"}""")]
    [InlineData(FhirIssueCode.NotJson, """{"resourceType":"Parameters"}{}""")]
    [InlineData(FhirIssueCode.UnknownElement, """{"resourceType":"Parameters","implicitRules":"urn:x","parameter":[{"name":"subject","valueIdentifier":{"value":"1"}}]}""")]
    public void A_body_that_is_no_Parameters_is_refused(FhirIssueCode code, string json) =>
        Assert.Equal(code, Assert.Single(Read(Encoding.UTF8.GetBytes(json)).Issues).Code);

    [Fact]
    public void A_body_above_the_callers_limits_is_refused()
    {
        var body = Body(Subject);

        Assert.Equal(FhirIssueCode.TooLarge, Assert.Single(Read(body, new FhirLimits(10, 64, 10)).Issues).Code);
        Assert.Equal(FhirIssueCode.TooDeep, Assert.Single(Read(body, new FhirLimits(1000, 3, 10)).Issues).Code);
    }

    private static FhirParameters Read(params string[] parameters) => Read(Body(parameters));

    private static byte[] Body(params string[] parameters) =>
        Encoding.UTF8.GetBytes($$"""{"resourceType":"Parameters","parameter":[{{string.Join(',', parameters)}}]}""");

    private static FhirParameters Read(byte[] body, FhirLimits? limits = null) =>
        FhirParameters.Read(body, FhirTable.Types, limits ?? FhirLimits.Default, Rules);
}
