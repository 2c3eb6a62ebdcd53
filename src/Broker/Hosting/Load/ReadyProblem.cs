using System.Text;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Hosting.Load;

/// <summary>One fault that is answered thousands of times a second: written once, and sent with the trace id of each request in its place.</summary>
internal sealed class ReadyProblem(int status, Reason reason, string remedy)
{
    private static readonly string Stand = new('f', 32);   // as long as any trace id, and in none of our texts

    private (byte[] Text, int Trace)? _fhir;
    private (byte[] Text, int Trace)? _other;

    public Task WriteAsync(HttpContext http)
    {
        var isFhir = Problems.IsFhir(http.Request);
        var (text, trace) = isFhir ? _fhir ??= Make(http, isFhir) : _other ??= Make(http, isFhir);
        var body = (byte[])text.Clone();
        Encoding.ASCII.GetBytes(TraceId.Current, body.AsSpan(trace));
        return Problems.WriteAsync(http, status, body);
    }

    private (byte[] Text, int Trace) Make(HttpContext http, bool isFhir)
    {
        var text = Problems.Body(http.RequestServices, isFhir, status, reason, remedy, null, Stand).ToArray();
        return (text, text.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Stand)));
    }
}
