using System.Text.RegularExpressions;
using Xunit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Api;

/// <summary>The .http file that is made from the OpenAPI document: every operation stands in it, and every request in it runs.</summary>
public sealed partial class RequestFileTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_operation_stands_in_the_file_and_every_request_of_it_is_understood()
    {
        await using var broker = new LiveBroker();   // of its own: the requests change and delete
        var file = (await broker.GetAsync("/docs/verzoeken.http", Ct)).Text;
        var requests = file.Split("### ")[1..].Select(part => Request().Match(part)).ToList();
        var operations = (await broker.GetAsync("/openapi.json", Ct)).Json.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).Select(method => method.Value.GetProperty("operationId").GetString());
        Assert.Equal(operations.Order(StringComparer.Ordinal), requests.Select(request => request.Groups["name"].Value).Order(StringComparer.Ordinal));

        var partner = await broker.PartnerAsync("jeugdhulpaanbieder");
        foreach (var request in requests)
        {
            var (method, path, body) = (request.Groups["method"].Value, request.Groups["path"].Value, request.Groups["body"].Value.Trim());
            var reply = await partner.SendAsync(method, path, body.Length > 0 ? body : null, "application/json", Ct, ("Idempotency-Key", Guid.NewGuid().ToString()));

            // Who sends it unchanged hears what to change, not that the request itself is wrong: token, method, path and media type are right.
            Assert.True(reply.Status is 200 or 201 or 204 or 400 or 403 or 404 or 409 or 422, $"{method} {path}: {reply.Status} {reply.Text}");
            Assert.True(reply.Status < 400 || reply.MediaType == "application/problem+json", path);
        }
    }

    [GeneratedRegex(@"^[^\n]+\n# @name (?<name>\w+)\n(?<method>[A-Z]+) \{\{broker\}\}(?<path>\S+)\n(?:[\w-]+: [^\n]+\n)+(?<body>.*)$", RegexOptions.Singleline)]
    private static partial Regex Request();
}
