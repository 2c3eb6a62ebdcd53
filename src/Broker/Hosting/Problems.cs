using System.Text.Json;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Hosting;

/// <summary>How every error leaves: OperationOutcome on FHIR paths, problem+json (RFC 9457) on the others; both with ZIO code, reason code, trace id and a remedy.</summary>
public static class Problems
{
    public const string TypeRoot = "https://zioexchange.nl/foutcodes/";

    /// <param name="remedy">What the caller can do; never a value that was sent.</param>
    /// <param name="faults">All faults at once; empty when the reason says it all.</param>
    public static async Task WriteAsync(HttpContext http, int status, Reason reason, string remedy, IReadOnlyList<FieldFault>? faults = null)
    {
        var body = Body(http.RequestServices, IsFhir(http.Request), status, reason, remedy, faults, TraceId.Current);
        await WriteAsync(http, status, body);
    }

    /// <summary>Whether the answer to this request is an OperationOutcome.</summary>
    internal static bool IsFhir(HttpRequest request) => request.Path.StartsWithSegments("/fhir");

    internal static ReadOnlyMemory<byte> Body(IServiceProvider services, bool isFhir, int status, Reason reason, string remedy, IReadOnlyList<FieldFault>? faults, string trace) => isFhir
        ? Outcome(services.GetRequiredService<FhirTypes>(), status, reason, remedy, faults, trace)
        : JsonSerializer.SerializeToUtf8Bytes(
            new Problem(TypeRoot + reason.Number, reason.En, status, remedy, reason.Number, reason.Code, trace, faults is { Count: > 0 } ? faults : null), BrokerJson.CamelCase);

    internal static async Task WriteAsync(HttpContext http, int status, ReadOnlyMemory<byte> body)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentType = IsFhir(http.Request) ? FhirMedia.Json : "application/problem+json";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    public static IResult Result(int status, Reason reason, string remedy, IReadOnlyList<FieldFault>? faults = null) => new ProblemResult(status, reason, remedy, faults);

    private static ReadOnlyMemory<byte> Outcome(FhirTypes types, int status, Reason reason, string remedy, IReadOnlyList<FieldFault>? faults, string trace)
    {
        var type = FhirMedia.IssueType(status);
        var issues = faults is { Count: > 0 }
            ? faults.Select(fault => new FhirOutcomeIssue("error", type, (ReasonCatalogue.Find(fault.Code) ?? reason).Number, fault.Code, fault.Detail, remedy) { Expression = fault.Path.Length == 0 ? null : fault.Path })
            : [new FhirOutcomeIssue("error", type, reason.Number, reason.Code, reason.En, remedy)];
        return FhirJson.Write(FhirOutcome.Of(types, issues, trace));
    }

    private sealed record Problem(
        string Type, string Title, int Status, string Detail, string Code, string ReasonCode, string TraceId, IReadOnlyList<FieldFault>? Errors);

    private sealed class ProblemResult(int status, Reason reason, string remedy, IReadOnlyList<FieldFault>? faults) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, status, reason, remedy, faults);
    }
}
