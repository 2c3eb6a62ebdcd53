using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace ZioExchange.Broker.Exchange.FhirApi;

/// <summary>The cursor of a <c>next</c> link: what the search was narrowed by and the last that was seen. Opaque to who follows it, and never a number of a person: it stands in a URL.</summary>
internal static class PageLink
{
    public const string Parameter = "_cursor";

    private const string After = "_after";
    private const int Longest = 512;

    /// <param name="last">The last resource of this page.</param>
    /// <returns>The query of the link.</returns>
    public static string Write(string last, IEnumerable<KeyValuePair<string, string?>> parameters) =>
        $"?{Parameter}={WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(QueryString.Create(parameters.Append(new(After, last))).Value!))}";

    /// <returns>Null for what no answer gave.</returns>
    public static (Dictionary<string, StringValues> Parameters, string Last)? Read(StringValues given)
    {
        if (given is not [{ Length: > 0 and <= Longest } text])
        {
            return null;
        }

        try
        {
            var parameters = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(text)));
            return parameters.Remove(After, out var last) && last is [{ Length: > 0 } one] ? (parameters, one) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
