namespace ZioExchange.Broker.Hosting;

/// <summary>Media types and issue types of FHIR answers.</summary>
internal static class FhirMedia
{
    public const string Json = "application/fhir+json";

    /// <summary>The code of http://hl7.org/fhir/issue-type that goes with an HTTP status.</summary>
    public static string IssueType(int status) => status switch
    {
        400 => "structure",
        401 => "login",
        403 => "forbidden",
        404 => "not-found",
        409 => "conflict",
        413 => "too-long",
        405 or 406 or 415 => "not-supported",
        422 => "code-invalid",
        429 => "throttled",
        503 => "transient",
        _ => "exception",
    };
}
