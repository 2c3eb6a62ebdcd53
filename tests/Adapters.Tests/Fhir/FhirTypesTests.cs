using Xunit;
using ZioExchange.Adapters.Fhir;

namespace ZioExchange.Adapters.Tests.Fhir;

public sealed class FhirTypesTests
{
    [Theory]
    [InlineData("ServiceRequest.occurrencePeriod.start", "dateTime", false)]
    [InlineData("Patient.name.given", "string", true)]
    [InlineData("Coverage.class.type.coding.code", "code", false)]
    [InlineData("Patient.extension.valueString", "string", false)]
    [InlineData("Patient.extension.extension.valueQuantity.value", "decimal", false)]
    [InlineData("Patient.birthDate.extension.valueCode", "code", false)]
    [InlineData("Patient._birthDate.extension.valueCode", "code", false)]
    [InlineData("ConceptMap.group.unmapped.mode", "code", false)]
    [InlineData("StructureDefinition.differential.element.fixedCodeableConcept.coding.code", "code", false)]
    [InlineData("Patient.id", "id", false)]
    public void A_path_as_JSON_spells_it_leads_to_its_element(string path, string type, bool isArray)
    {
        Assert.True(FhirTable.Types.TryResolve(path, out var element));
        Assert.Equal((type, isArray), (element.Type, element.IsArray));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Patient")]
    [InlineData("Kind.name")]
    [InlineData("Patient.naam")]
    [InlineData("Patient.Name")]
    [InlineData("Patient.name[0].given")]
    [InlineData("Patient.deceased[x]")]
    [InlineData("Patient.deceased")]
    [InlineData("Patient.birthDate.value")]
    [InlineData("Patient._birthDate")]
    [InlineData("Patient._name.extension")]
    [InlineData("Patient.name.")]
    [InlineData(".name")]
    public void Any_other_path_leads_nowhere(string path) => Assert.False(FhirTable.Types.TryResolve(path, out _));

    [Fact]
    public void An_element_knows_its_count_its_choice_its_codes_and_its_targets()
    {
        Assert.True(FhirTable.Types.TryResolve("Patient.gender", out var gender));
        Assert.Equal(["female", "male", "other", "unknown"], gender.RequiredCodes!.Order());
        Assert.True(FhirTable.Types.TryResolve("Patient.generalPractitioner", out var practitioner));
        Assert.Equal(["Organization", "Practitioner", "PractitionerRole"], practitioner.ReferenceTargets.Order());
        Assert.True(FhirTable.Types.TryResolve("Observation.valueQuantity", out var quantity));
        Assert.Equal("value[x]", quantity.Choice);
        Assert.True(FhirTable.Types.TryResolve("Observation.code", out var code));
        Assert.Equal((1, 1), (code.Min, code.Max));
        Assert.True(FhirTable.Types.TryResolve("Condition.clinicalStatus", out var status));
        Assert.True(status.RequiredBinding!.Contains("http://terminology.hl7.org/CodeSystem/condition-clinical", "active"));
        Assert.False(status.RequiredBinding.Contains("urn:own", "active"));
    }

    [Fact]
    public void The_steps_of_a_path_show_where_it_repeats()
    {
        Assert.True(FhirTable.Types.TryResolveSteps("Coverage.class.type.coding.code", out var steps));

        Assert.Equal(["Coverage.class", "Coverage.class.type", "CodeableConcept.coding", "Coding.code"], steps.Select(step => step.Path));
        Assert.Equal([true, false, true, false], steps.Select(step => step.IsArray));
    }

    [Theory]
    [InlineData("something else", "line 1")]
    [InlineData("type A\n b 0..1 C", "Element")]
    [InlineData("type Element\n b 0..x Element", "line 2")]
    [InlineData("type Element\n b 0..1 Niets", "line 2")]
    [InlineData("", "Element")]
    public void A_table_that_is_none_is_refused_with_its_line(string text, string says)
    {
        var fault = Assert.Throws<InvalidDataException>(() => FhirTypes.Load(text));

        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_share_length_and_ends_are_told_apart()
    {
        var names = new Utf8Names(["abcdefgh-x-abcdefgh", "abcdefgh-y-abcdefgh", "a", "ab", "b", "abc", "abcd", "aXcd"]);

        Assert.Equal(1, names.Find("abcdefgh-y-abcdefgh"u8));
        Assert.Equal(-1, names.Find("abcdefgh-z-abcdefgh"u8));
        Assert.Equal(7, names.Find("aXcd"u8));
        Assert.Equal(-1, names.Find("aYcd"u8));
        Assert.Equal(-1, names.Find(""u8));
    }
}
