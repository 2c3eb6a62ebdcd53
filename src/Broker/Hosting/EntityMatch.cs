using Microsoft.Net.Http.Headers;

namespace ZioExchange.Broker.Hosting;

/// <summary>Whether a reader has the version that would be sent (If-None-Match, RFC 9110 section 13.1.2): one tag of several, or any, weakly compared.</summary>
internal static class EntityMatch
{
    /// <param name="tag">The ETag of what would be sent, with its quotes.</param>
    public static bool HasSeen(HttpRequest request, string tag) => EntityTagHeaderValue.TryParseList([.. request.Headers.IfNoneMatch!], out var seen)
        && EntityTagHeaderValue.TryParse(tag, out var current) && seen.Any(each => each.Equals(EntityTagHeaderValue.Any) || each.Compare(current, useStrongComparison: false));
}
