using System.Text;
using Xunit;
using ZioExchange.Adapters.Fhir;

namespace ZioExchange.Adapters.Tests.Fhir;

public sealed class FhirBundleTests
{
    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_other_addresses()
    {
        var first = FhirJson.Write(Bundle("a"u8).Resource);

        Assert.Equal(first.ToArray(), FhirJson.Write(Bundle("a"u8).Resource).ToArray());
        Assert.NotEqual(Bundle("a"u8).UrlOf("child"), Bundle("b"u8).UrlOf("child"));
        Assert.NotEqual(FhirUuid.Urn("ab"u8, "c"), FhirUuid.Urn("a"u8, "bc"));
    }

    [Fact]
    public void A_bundle_with_provenance_labels_and_outcome_holds()
    {
        var bundle = FhirJson.Write(Bundle("a"u8).Resource);

        Assert.Empty(FhirValidator.Validate(bundle, FhirTable.Types));
        Medplum.Confirm(bundle);
        Assert.Contains("\"_recorded\":", Encoding.UTF8.GetString(bundle.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_are_added_once_and_in_order()
    {
        var patient = FhirTable.Types.New("Patient");
        FhirLabels.Add(patient, ["TLV", "ID_BASIS"]);
        FhirLabels.Add(patient, ["CONTACT", "TLV"]);

        Assert.Equal(["ID_BASIS", "TLV", "CONTACT"], FhirLabels.Of(patient));
    }

    [Fact]
    public void A_key_and_an_outcome_are_used_once()
    {
        var bundle = Bundle("a"u8);

        Assert.Throws<FhirShapeException>(() => bundle.Add("child", FhirTable.Types.New("Patient")));
        Assert.Throws<FhirShapeException>(() => bundle.SetOutcome(FhirTable.Types.New("OperationOutcome")));
        Assert.Throws<FhirShapeException>(() => FhirOutcome.Of(FhirTable.Types, [], null));
    }

    private static FhirBundle Bundle(ReadOnlySpan<byte> seed)
    {
        var types = FhirTable.Types;
        var bundle = new FhirBundle(types, seed);
        var patient = types.New("Patient").Put("gender", "female");
        FhirLabels.Add(patient, ["ID_BASIS"]);
        var child = bundle.Add("child", patient);
        var condition = types.New("Condition");
        condition.Child("subject").Put("reference", child);
        bundle.Add("condition", condition);
        bundle.AddProvenance("prov-1", new FhirSource("http://fhir.nl/fhir/NamingSystem/agb-z", "12345678", new string('a', 64), null, ["urn:row:1"]), [child]);
        bundle.AddProvenance("prov-2", new FhirSource("http://fhir.nl/fhir/NamingSystem/uzovi", "1234", null, DateTimeOffset.UnixEpoch, []), [child]);
        bundle.SetOutcome(FhirOutcome.Of(types, [new("warning", "suppressed", "ZIO-2001", "CONSENT_NOT_AVAILABLE", "Niet beschikbaar. Not available.", "Ask the family.") { Expression = "Bundle" }], "trace-1"));
        return bundle;
    }
}
