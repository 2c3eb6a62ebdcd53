using System.Net;
using System.Net.Http.Headers;
using Xunit;

namespace ZioExchange.Browser.Tests;

public sealed class ShellHeadersTests(RunningBroker broker)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/bestaat-niet")]
    [InlineData("/fout/500")]
    [InlineData("/zio.css")]
    public async Task Every_answer_carries_the_headers_that_keep_a_page_to_itself(string path)
    {
        using var answer = await AskAsync(path, "text/html");

        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("DENY", Header(answer, "X-Frame-Options"));
        var policy = Header(answer, "Content-Security-Policy");
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/bestaat-niet")]
    public async Task Pages_are_never_kept(string path)
    {
        using var answer = await AskAsync(path, "text/html");

        Assert.Equal("no-store", Header(answer, "Cache-Control"));
    }

    [Fact]
    public async Task A_program_gets_no_page_for_a_fault()
    {
        using var atApi = await AskAsync("/api/v1/bestaat-niet", "text/html");
        using var anywhere = await AskAsync("/bestaat-niet", "application/json");

        Assert.NotEqual("text/html", atApi.Content.Headers.ContentType?.MediaType);
        Assert.NotEqual("text/html", anywhere.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_address_of_the_fault_page_tells_nothing()
    {
        using var answer = await AskAsync("/fout/500", "text/html");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Deze pagina is er niet", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nlds/nlds.css", "text/css")]
    [InlineData("/zio.css", "text/css")]
    [InlineData("/favicon.svg", "image/svg+xml")]
    [InlineData("/nlds/fonts/noto-sans-latin-400-normal.woff2", "font/woff2")]
    public async Task Styles_fonts_and_icon_come_from_the_broker_itself(string path, string mediaType)
    {
        using var answer = await AskAsync(path, "*/*");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(mediaType, answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_language_cookie_cannot_be_read_by_scripts()
    {
        using var answer = await AskAsync("/?taal=en", "text/html");

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_unknown_language_is_answered_in_Dutch_and_not_remembered()
    {
        using var answer = await AskAsync("/?taal=%3Cscript%3E", "text/html");

        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Contains("lang=\"nl\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> AskAsync(string path, string accept)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(broker.Address + path));
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string Header(HttpResponseMessage answer, string name) => Assert.Single(
        answer.Headers.TryGetValues(name, out var values) ? values : []);
}
