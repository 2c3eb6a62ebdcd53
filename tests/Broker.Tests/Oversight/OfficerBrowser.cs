using System.Net;
using System.Text.RegularExpressions;

namespace ZioExchange.Broker.Tests.Oversight;

/// <summary>An officer with a browser without scripts: cookies, forms with their hidden proof, redirects followed by hand.</summary>
internal sealed partial class OfficerBrowser : IDisposable
{
    private readonly HttpClient _http;

    private OfficerBrowser(Uri broker)
    {
        _http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = broker };
        _http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    public static OfficerBrowser Stranger(Uri broker) => new(broker);

    /// <param name="persona">Such as <c>school-po-fg</c>.</param>
    public static async Task<OfficerBrowser> SignInAsync(Uri broker, string persona, CancellationToken ct)
    {
        var browser = new OfficerBrowser(broker);
        var answer = await browser.PostAsync("/toezicht/inloggen", "/toezicht/inloggen?handler=Persona", ct, ("persona", persona));
        Xunit.Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        return browser;
    }

    public async Task<(HttpStatusCode Status, string Text, string? Location)> GetAsync(string path, CancellationToken ct)
    {
        using var answer = await _http.GetAsync(path, ct);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(ct)), answer.Headers.Location?.ToString());
    }

    /// <summary>Reads the page, takes its hidden proof, sends the form.</summary>
    public async Task<(HttpStatusCode Status, string Text, string? Location)> PostAsync(string page, string action, CancellationToken ct, params (string Name, string Value)[] fields)
    {
        var (_, form, _) = await GetAsync(page, ct);
        var token = Token().Match(form).Groups[1].Value;
        using var content = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        using var answer = await _http.PostAsync(action, content, ct);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(ct)), answer.Headers.Location?.ToString());
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
