namespace ZioExchange.Adapters.Fhir;

/// <summary>Addresses that this project writes into FHIR, each in one place.</summary>
public static class FhirSystems
{
    public const string Base = "https://zioexchange.nl/fhir";

    /// <summary>Data categories, in meta.security and in Consent.provision.</summary>
    public const string DataCategory = Base + "/CodeSystem/data-category";

    /// <summary>ZIO-nnnn, one for each reason code; https://zioexchange.nl/foutcodes/ZIO-nnnn explains it.</summary>
    public const string ErrorCode = Base + "/CodeSystem/foutcode";

    /// <summary>Reason codes in upper snake.</summary>
    public const string ReasonCode = Base + "/CodeSystem/reason-code";

    /// <summary>What kind of entry of the log an AuditEvent was made of.</summary>
    public const string LogKind = Base + "/CodeSystem/log-kind";

    /// <summary>Extension on an OperationOutcome: the trace id by which the operator finds the request.</summary>
    public const string TraceId = Base + "/StructureDefinition/trace-id";
}
