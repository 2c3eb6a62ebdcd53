using System.Text;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Hosting.Load;

/// <summary>One fault that is answered thousands of times a second: written once, and sent with the trace id of each request in its place.</summary>
internal sealed class ReadyProblem(int status, Reason reason, string remedy)
{
    private static readonly string Stand = new('f', 32);   // as long as any trace id, and in none of our texts

    // Of many requests at once the first ones may each make it; what is seen is whole.
    private Made? _fhir;
    private Made? _other;

    public Task WriteAsync(HttpContext http)
    {
        var isFhir = Problems.IsFhir(http.Request);
        var made = isFhir ? _fhir ??= Make(http, isFhir) : _other ??= Make(http, isFhir);
        var body = (byte[])made.Text.Clone();
        Encoding.ASCII.GetBytes(TraceId.Current, body.AsSpan(made.Trace));
        return Problems.WriteAsync(http, status, body);
    }

    private Made Make(HttpContext http, bool isFhir)
    {
        var text = Problems.Body(http.RequestServices, isFhir, status, reason, remedy, null, Stand).ToArray();
        return new Made(text, text.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Stand)));
    }

    /// <summary>One reference, so that no request sees the text of one and the place of another.</summary>
    private sealed record Made(byte[] Text, int Trace);
}
