using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Api;

/// <summary>The OpenAPI document: it keeps the NL API Design Rules, it is whole, and the answers keep to it.</summary>
public sealed class DocumentTests(LiveBroker broker)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_linter_of_the_NL_API_Design_Rules_finds_no_error()
    {
        var document = Path.Combine(broker.DataPath, "openapi.json");
        var text = (await broker.GetAsync("/openapi.json", Ct)).Text;
        await File.WriteAllTextAsync(document, text, Ct);
        var folder = RepositoryFolder.Locate("tests", "Broker.Tests", "spectral");
        var program = Path.Combine(folder, "node_modules", "@stoplight", "spectral-cli", "dist", "index.js");
        var output = NodeTool.Run(folder, [program, "lint", "--fail-severity", "error", "--display-only-failures", "--ruleset", SharedFolder.Locate("ux", "adr", "linter.yaml"), document]);
        Assert.Contains("No results with a severity of 'error'", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_document_is_open_to_every_site_of_version_3_1_and_names_server_and_contact()
    {
        foreach (var path in new[] { "/openapi.json", "/api/v1/openapi.json" })
        {
            var reply = await broker.GetAsync(path, Ct);
            Assert.Equal((200, "*"), (reply.Status, reply.Header("Access-Control-Allow-Origin")));
            Assert.StartsWith("3.1", reply.Json.GetProperty("openapi").GetString(), StringComparison.Ordinal);
            Assert.Equal(broker.Address + "/api/v1", reply.Json.GetProperty("servers")[0].GetProperty("url").GetString());
            Assert.NotEmpty(reply.Json.GetProperty("info").GetProperty("contact").GetProperty("email").GetString()!);
        }
    }

    [Fact]
    public async Task Every_route_of_the_API_stands_in_the_document_and_no_other()
    {
        var routes = (await broker.ServicesAsync()).GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => System.Text.RegularExpressions.Regex.Replace("/" + endpoint.RoutePattern.RawText!.TrimStart('/'), ":[a-z]+}", "}"))
            .Where(path => path.StartsWith("/api/v1/", StringComparison.Ordinal) && !path.EndsWith("openapi.json", StringComparison.Ordinal)).Select(path => path["/api/v1".Length..]);
        var documented = (await broker.GetAsync("/openapi.json", Ct)).Json.GetProperty("paths").EnumerateObject().Select(path => path.Name);
        Assert.Equal(routes.Distinct().Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Answers_have_the_members_that_the_document_says()
    {
        var document = (await broker.GetAsync("/openapi.json", Ct)).Json;
        var partner = await broker.PartnerAsync("school-so");
        foreach (var path in new[] { "/foutcodes", "/doelen", "/gegevensgroepen", "/organisaties", "/afspraken", "/gebeurtenissen", "/abonnementen", "/afspraken/verwerkersbijlage", "/afspraken/onderlinge-regeling" })
        {
            var answer = (await partner.GetAsync("/api/v1" + path, Ct)).Json;
            var schema = document.GetProperty("paths").GetProperty(path).GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema");
            var named = Resolve(document, schema).GetProperty("properties").EnumerateObject().Select(member => member.Name).ToHashSet();
            Assert.All(answer.EnumerateObject(), member => Assert.Contains(member.Name, named));
        }
    }

    [Fact]
    public async Task Every_member_that_the_document_requires_stands_in_the_answer()
    {
        var document = (await broker.GetAsync("/openapi.json", Ct)).Json;
        var swv = await broker.PartnerAsync("swv-oost");
        var number = JsonSerializer.Serialize((await broker.RegionAsync()).Child("1").Identifiers["swv-oost"], JsonSerializerOptions.Web);
        var explained = await swv.PostAsync("/api/v1/toelichtingen", $$"""{"kind":{{number}},"doel":"ARRANGEMENT","rol":"ORTHOPEDAGOOG_SWV","medewerker":"swv-oost-orthopedagoog-swv"}""", Ct);
        var events = await swv.GetAsync("/api/v1/gebeurtenissen", Ct);

        Assert.NotEmpty(events.Json.GetProperty("gebeurtenissen").EnumerateArray());
        Assert.NotEmpty(explained.Json.GetProperty("wegen").EnumerateArray());
        foreach (var (path, method, reply) in new[] { ("/gebeurtenissen", "get", events), ("/toelichtingen", "post", explained) })
        {
            var schema = document.GetProperty("paths").GetProperty(path).GetProperty(method).GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema");
            Assert.Empty(Lacking(document, schema, reply.Json, path));
        }
    }

    [Fact]
    public async Task The_document_says_where_a_version_must_be_named()
    {
        var paths = (await broker.GetAsync("/openapi.json", Ct)).Json.GetProperty("paths");
        foreach (var path in new[] { "/toestemmingsverzoeken/{id}/voorleggingen", "/toestemmingsverzoeken/{id}/intrekkingen" })
        {
            var operation = paths.GetProperty(path).GetProperty("post");
            Assert.Contains("If-Match", operation.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()));
            Assert.True(operation.GetProperty("responses").TryGetProperty("412", out _) && operation.GetProperty("responses").TryGetProperty("428", out _), path);
        }
    }

    [Fact]
    public async Task A_number_with_its_naming_system_is_described_wherever_it_stands()
    {
        var schemas = (await broker.GetAsync("/openapi.json", Ct)).Json.GetProperty("components").GetProperty("schemas");
        foreach (var number in new[] { schemas.GetProperty("ExplanationInput").GetProperty("properties").GetProperty("kind"), schemas.GetProperty("GrantEntry").GetProperty("properties").GetProperty("ontvangers").GetProperty("items") })
        {
            var shape = number.TryGetProperty("$ref", out var reference) ? schemas.GetProperty(reference.GetString()!.Split('/')[^1]) : number;
            Assert.Equal(["system", "value"], shape.GetProperty("properties").EnumerateObject().Select(member => member.Name));
        }
    }

    [Fact]
    public async Task The_documentation_page_needs_no_other_server()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(broker.Address + "/docs/index.html"));
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        var page = await broker.SendAsync(request, Ct);
        Assert.Equal(200, page.Status);
        Assert.Contains("default-src 'none'", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal(200, (await broker.GetAsync("/docs/redoc.standalone.js", Ct)).Status);
    }

    private static IEnumerable<string> Lacking(JsonElement document, JsonElement schema, JsonElement value, string at)
    {
        var shape = Resolve(document, schema);
        if (value.ValueKind == JsonValueKind.Array && shape.TryGetProperty("items", out var item))
        {
            return value.EnumerateArray().SelectMany(each => Lacking(document, item, each, at + "[]"));
        }

        if (value.ValueKind != JsonValueKind.Object || !shape.TryGetProperty("properties", out var members))
        {
            return [];
        }

        var required = shape.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!) : [];
        return required.Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{at}.{name}")
            .Concat(members.EnumerateObject().Where(member => value.TryGetProperty(member.Name, out _)).SelectMany(member => Lacking(document, member.Value, value.GetProperty(member.Name), $"{at}.{member.Name}")));
    }

    private static JsonElement Resolve(JsonElement document, JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference) ? document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]) : schema;
}
