using System.Net;
using System.Text.RegularExpressions;

namespace ZioExchange.Broker.Tests.Oversight;

/// <summary>An officer, or a family, with a browser without scripts: cookies, forms with their hidden proof, redirects followed by hand.</summary>
internal sealed partial class OfficerBrowser : IDisposable
{
    private readonly HttpClient _http;
    private readonly CookieContainer _cookies = new();

    private OfficerBrowser(Uri broker)
    {
        _http = new HttpClient(new HttpClientHandler { CookieContainer = _cookies, AllowAutoRedirect = false }) { BaseAddress = broker };
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

    /// <param name="persona">Such as <c>kind-1-ouder-a</c>.</param>
    public static async Task<OfficerBrowser> SignInFamilyAsync(Uri broker, string persona, CancellationToken ct)
    {
        var browser = new OfficerBrowser(broker);
        var answer = await browser.PostAsync("/inloggen", "/inloggen?handler=Persona", ct, ("persona", persona));
        Xunit.Assert.Equal("/ouders", answer.Location);
        return browser;
    }

    /// <summary>Another browser with a copy of the cookies of this moment, as a thief would have.</summary>
    public OfficerBrowser Copy()
    {
        var copy = new OfficerBrowser(_http.BaseAddress!);
        copy._cookies.Add(_cookies.GetAllCookies());
        return copy;
    }

    public async Task<(HttpStatusCode Status, string Text, string? Location)> GetAsync(string path, CancellationToken ct)
    {
        using var answer = await _http.GetAsync(path, ct);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(ct)), answer.Headers.Location?.ToString());
    }

    /// <summary>What an answer says about keeping it.</summary>
    public async Task<string?> CacheControlOfAsync(string path, CancellationToken ct)
    {
        using var answer = await _http.GetAsync(path, ct);
        Xunit.Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Headers.CacheControl?.ToString();
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

    /// <summary>The same for a form with one file in it.</summary>
    public async Task<(HttpStatusCode Status, string Text, string? Location)> PostAsync(string page, (string Name, byte[] Content) file, CancellationToken ct, params (string Name, string Value)[] fields)
    {
        var (_, form, _) = await GetAsync(page, ct);
        using var content = new MultipartFormDataContent { { new ByteArrayContent(file.Content), file.Name, "bestand.pdf" } };
        foreach (var (name, value) in fields.Append(("__RequestVerificationToken", Token().Match(form).Groups[1].Value)))
        {
            content.Add(new StringContent(value), name);
        }

        using var answer = await _http.PostAsync(page, content, ct);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(ct)), answer.Headers.Location?.ToString());
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
