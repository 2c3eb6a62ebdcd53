using System.Text;
using Xunit;
using ZioExchange.Adapters.Fhir;

namespace ZioExchange.Adapters.Tests.Fhir;

public sealed class FhirObjectTests
{
    [Fact]
    public void Elements_are_written_in_the_order_of_the_definitions_whatever_the_order_of_putting()
    {
        var patient = New("Patient").Put("birthDate", "2016-02-29").Put("gender", "female").Put("active", true);
        patient.Child("name").Put("given", "Noor").Put("given", "Ève").Put("family", "de Vries");
        patient.Child("meta").Put("source", "urn:x");
        patient.Put("id", "a-1");

        Assert.Equal(
            """{"resourceType":"Patient","id":"a-1","meta":{"source":"urn:x"},"active":true,"name":[{"family":"de Vries","given":["Noor","Ève"]}],"gender":"female","birthDate":"2016-02-29"}""",
            Json(patient));
    }

    [Fact]
    public void A_missing_value_says_why_beside_itself_or_within_itself()
    {
        var patient = New("Patient");
        Assert.Equal(FhirFault.None, patient.TryPutAbsent("birthDate", "error", FhirTable.Types));
        Assert.Equal(FhirFault.None, patient.TryPutAbsent("managingOrganization", "masked", FhirTable.Types));
        var name = patient.Child("name").Put("given", "Noor");
        Assert.Equal(FhirFault.None, name.TryPutAbsent("given", "masked", FhirTable.Types));
        Assert.Equal(FhirFault.AlreadySet, patient.TryPut(Element("Patient.birthDate"), "2016"));

        static string Absent(string reason) =>
            "{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\",\"valueCode\":\"" + reason + "\"}]}";
        Assert.Equal(
            """{"resourceType":"Patient","name":[{"given":["Noor",null],"_given":[null,""" + Absent("masked") + "]}],\"_birthDate\":"
                + Absent("error") + ",\"managingOrganization\":" + Absent("masked") + "}",
            Json(patient));
    }

    [Theory]
    [InlineData("Patient.gender", "man", FhirFault.UnknownCode)]
    [InlineData("Patient.birthDate", "2027-06-31", FhirFault.BadFormat)]
    [InlineData("Patient.birthDate", "", FhirFault.BadFormat)]
    [InlineData("Patient.active", "True", FhirFault.BadFormat)]
    [InlineData("Patient.multipleBirthInteger", "1.0", FhirFault.BadFormat)]
    [InlineData("Patient.language", "nl\u0001", FhirFault.BadFormat)]
    public void A_value_that_cannot_stand_there_is_not_taken(string path, string value, FhirFault fault)
    {
        var patient = New("Patient");

        Assert.Equal(fault, patient.TryPut(Element(path), value));
        Assert.True(patient.IsEmpty);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_text()
    {
        var half = new string((char)0xD800, 1);   // attributes cannot carry it

        Assert.Equal(FhirFault.BadFormat, New("HumanName").TryPut(Element("HumanName.family"), half));
    }

    [Fact]
    public void A_single_element_and_a_choice_hold_one_value()
    {
        var patient = New("Patient").Put("gender", "male").Put("deceasedBoolean", false);

        Assert.Equal(FhirFault.AlreadySet, patient.TryPut(Element("Patient.gender"), "female"));
        Assert.Equal(FhirFault.ChoiceTaken, patient.TryPut(Element("Patient.deceasedDateTime"), "2020"));
        Assert.Equal("""{"resourceType":"Patient","gender":"male","deceasedBoolean":false}""", Json(patient));
    }

    [Fact]
    public void Wrong_use_by_the_program_throws()
    {
        var patient = New("Patient");

        Assert.Throws<FhirShapeException>(() => patient.TryPut(Element("Practitioner.gender"), "male"));
        Assert.Throws<FhirShapeException>(() => patient.TryPut(Element("Patient.name"), "Noor"));
        Assert.Throws<FhirShapeException>(() => patient.Child("gender"));
        Assert.Throws<FhirShapeException>(() => patient.Child("contained"));
        Assert.Throws<FhirShapeException>(() => patient.Put("naam", "Noor"));
        Assert.Throws<FhirShapeException>(() => patient.TryAttach(Element("Patient.name"), New("Address")));
        Assert.Throws<FhirShapeException>(() => patient.TryAttach(Element("Patient.contained"), New("Address")));
        Assert.Throws<FhirShapeException>(() => New("Resource"));
    }

    [Fact]
    public void Empty_objects_are_left_out()
    {
        var patient = New("Patient").Put("active", false);
        patient.Child("name").Child("period");
        patient.Child("name").Put("family", "x");
        patient.Beside(Element("Patient.birthDate"), FhirTable.Types);

        Assert.Equal("""{"resourceType":"Patient","active":false,"name":[{"family":"x"}]}""", Json(patient));
    }

    [Theory]
    [InlineData("1.50")]
    [InlineData("-0.001")]
    [InlineData("12345678901234567890.123456789")]
    public void A_decimal_keeps_its_digits(string digits)
    {
        Assert.Equal($$"""{"value":{{digits}}}""", Json(New("Quantity").Put("value", digits)));
    }

    private static FhirObject New(string type) => FhirTable.Types.New(type);

    private static FhirElement Element(string path) =>
        FhirTable.Types.TryResolve(path, out var element) ? element : throw new ArgumentException(path, nameof(path));

    private static string Json(FhirObject node) => Encoding.UTF8.GetString(FhirJson.Write(node).Span);
}
