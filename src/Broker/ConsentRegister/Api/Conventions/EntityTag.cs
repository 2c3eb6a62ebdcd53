using System.Globalization;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.ConsentRegister.Api.Conventions;

/// <summary>The version of a resource as an ETag, and the check that a change is made on what the caller has seen (RFC 9110 section 13).</summary>
internal static class EntityTag
{
    public static string Of(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <returns>The fault to answer; null when the change may be made.</returns>
    public static IResult? Check(HttpRequest request, int version) => request.Headers.IfMatch switch
    {
        [] => Problems.Result(428, FaultReasons.PreconditionRequired, "Send If-Match with the ETag of what you have read."),
        [var tag] when tag == Of(version) => null,
        _ => Problems.Result(412, FaultReasons.PreconditionFailed, "It changed since you read it: read it again."),
    };

    public static IResult With(this IResult result, HttpContext http, int version)
    {
        http.Response.Headers.ETag = Of(version);
        return result;
    }
}
