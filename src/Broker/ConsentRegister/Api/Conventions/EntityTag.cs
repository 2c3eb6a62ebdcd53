using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.ConsentRegister.Api.Conventions;

/// <summary>The ETag of an answer, and what follows from one that a caller sends back (RFC 9110 section 13): 304 to who has it, and a change only on what was seen.</summary>
/// <remarks>It is a hash of what this caller reads, so it tells no more than the answer does, and changes with whatever the answer says, a day that passed included.</remarks>
internal static class EntityTag
{
    private const int Length = 22;   // 128 bits and some, in base64url

    /// <returns>The fault to answer; null when the change may be made.</returns>
    /// <param name="current">What the caller would read now.</param>
    public static IResult? Check<T>(HttpRequest request, T current) => request.Headers.IfMatch switch
    {
        [] => Problems.Result(428, FaultReasons.PreconditionRequired, "Send If-Match with the ETag of what you have read."),
        [var tag] when tag == Of(current) => null,
        _ => Problems.Result(412, FaultReasons.PreconditionFailed, "It changed since you read it: read it again."),
    };

    /// <summary>The answer with its ETag; 304 when it was asked for by who has it.</summary>
    public static IResult Answer<T>(HttpContext http, T answer, int status = 200)
    {
        var tag = Of(answer);
        http.Response.Headers.ETag = tag;
        return (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) && EntityMatch.HasSeen(http.Request, tag)
            ? Results.StatusCode(304)
            : Results.Json(answer, BrokerJson.CamelCase, statusCode: status);
    }

    private static string Of<T>(T answer) => $"\"{Base64UrlEncoder.Encode(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(answer, BrokerJson.CamelCase)))[..Length]}\"";
}
