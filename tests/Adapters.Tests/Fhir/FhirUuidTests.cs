using Xunit;
using ZioExchange.Adapters.Fhir;

namespace ZioExchange.Adapters.Tests.Fhir;

public sealed class FhirUuidTests
{
    [Fact]
    public void The_same_seed_and_key_give_the_same_address_and_no_other_pair_does()
    {
        Assert.Equal(FhirUuid.Urn("a"u8, "child"), FhirUuid.Urn("a"u8, "child"));
        Assert.NotEqual(FhirUuid.Urn("a"u8, "child"), FhirUuid.Urn("b"u8, "child"));
        Assert.NotEqual(FhirUuid.Urn("a"u8, "child"), FhirUuid.Urn("a"u8, "outcome"));
        Assert.NotEqual(FhirUuid.Urn("ab"u8, "c"), FhirUuid.Urn("a"u8, "bc"));
    }

    [Fact]
    public void An_outcome_says_something_and_is_a_whole_resource()
    {
        var outcome = FhirJson.Write(FhirOutcome.Of(FhirTable.Types, [new("warning", "suppressed", "ZIO-2001", "CONSENT_NOT_AVAILABLE", "Niet beschikbaar. Not available.", "Ask the family.") { Expression = "Bundle" }], "trace-1"));

        Assert.Empty(FhirValidator.Validate(outcome, FhirTable.Types));
        Medplum.Confirm(outcome);
        Assert.Throws<FhirShapeException>(() => FhirOutcome.Of(FhirTable.Types, [], null));
    }
}
